package app.almanac

import app.almanac.core.Almanac
import app.almanac.core.AlmanacException
import app.almanac.core.FailureKind
import app.almanac.core.Route
import app.almanac.core.Screen

/**
 * Runs something that the core may fail at.
 *
 * A missing library is a [LinkageError] and a panic inside the core an [Exception] of the bindings: neither may end the app,
 * because whoever holds the phone may need its one button.
 */
internal inline fun <T> attempt(ask: () -> T): Result<T> =
    try {
        Result.success(ask())
    } catch (failure: Exception) {
        Result.failure(failure)
    } catch (failure: LinkageError) {
        Result.failure(failure)
    }

/** The screen of this route, come back to from `went`; else the screen that says what failed, else null. */
internal fun Almanac.screenOrFailure(
    route: Route,
    went: Route?,
): Screen? {
    val failure = attempt { return screen(route, went) }.exceptionOrNull()
    return attempt { screen(Route.Failed(kind(failure)), null) }.getOrNull()
}

/** What failed, as far as a person can tell. */
internal fun kind(failure: Throwable?): FailureKind =
    when (failure) {
        is AlmanacException -> known(failure)
        else -> FailureKind.INTERNAL
    }

/** Without `else`: a new case of the core's error does not compile until it has its screen. */
private fun known(failure: AlmanacException): FailureKind =
    when (failure) {
        is AlmanacException.NotFound -> FailureKind.NOT_FOUND
        is AlmanacException.Invalid -> FailureKind.INVALID
        is AlmanacException.Damaged -> FailureKind.DAMAGED
        is AlmanacException.Locked -> FailureKind.LOCKED
        is AlmanacException.Full -> FailureKind.FULL
        is AlmanacException.Storage -> FailureKind.STORAGE
        is AlmanacException.Unsupported -> FailureKind.UNSUPPORTED
        is AlmanacException.Internal -> FailureKind.INTERNAL
    }
