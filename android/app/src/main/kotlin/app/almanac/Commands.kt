package app.almanac

import android.os.Handler
import android.os.Looper
import app.almanac.core.Almanac
import app.almanac.core.Command
import app.almanac.core.FieldValue
import app.almanac.core.Next
import app.almanac.core.Route
import java.nio.ByteBuffer
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger

/**
 * Runs commands, and does what the core says then. Knows none by name.
 *
 * On a thread of its own, one after the other: words are stretched for a second or two. What comes of a command is shown only if the
 * app was not left meanwhile.
 */
internal class Commands(
    private val almanac: Almanac,
    private val window: Window,
) {
    /** What a command may ask of the window. */
    interface Window {
        /** Shows a screen, and says this when it is there. */
        fun show(
            route: Route,
            replace: Boolean,
            said: String,
        )

        /** Draws the screen anew, with what the core holds of it, and says this. */
        fun stay(said: String)

        /** Draws the screen again, with what was typed. */
        fun refresh()

        /** Says this on the screen as it is. */
        fun say(words: String)

        /** Says that a command takes its time, or that it is over. */
        fun wait(waits: Boolean)

        /** Puts the phone's list of files in front. */
        fun pick(next: Next)
    }

    private val main = Handler(Looper.getMainLooper())

    /** Counts the times that the app was left, so that what comes late is dropped. */
    private val turn = AtomicInteger()

    /** Whether a command is being run: taps wait meanwhile, but for those that leave. */
    var isBusy: Boolean = false
        private set

    /** What is to be done once after opening: quietly, because nobody has asked for it. */
    fun wake() =
        background({ almanac.wake() }) { next, done ->
            if (next is Next.Stay) window.refresh().takeIf { done } else follow(next)
        }

    /** Runs a command with what stands in the fields. The secret is wiped when it was read. */
    fun run(
        command: Command,
        fields: List<FieldValue>,
        secret: ByteBuffer,
    ) = start {
        try {
            almanac.run(command, fields, secret)
        } finally {
            secret.wipe()
        }
    }

    /**
     * Runs the command that keeps what stands in the fields, at once: the screen is about to go. Null when it was refused, else what
     * to say where the person is on the way out.
     */
    fun keep(
        command: Command,
        fields: List<FieldValue>,
    ): String? {
        val next = ask { almanac.run(command, fields, NOTHING) }
        if (next is Next.Kept) return next.said
        follow(next)
        return null
    }

    /** Runs something with a file that the person has picked. */
    fun start(what: () -> Next) {
        isBusy = true
        window.wait(true)
        background(what) { next, _ ->
            isBusy = false
            window.wait(false)
            follow(next)
        }
    }

    /** The app was left: whatever is still being done shows nothing any more. */
    fun leave() {
        turn.incrementAndGet()
        isBusy = false
    }

    /** `then` hears what came of it, and whether the phone's key had a part in it. */
    private fun background(
        what: () -> Next,
        then: (Next, Boolean) -> Unit,
    ) {
        val started = turn.get()
        worker.execute {
            var next = ask(what)
            var answered = false
            // Here, because a key store takes its time too.
            while (started == turn.get()) {
                next = byThePhone(next) ?: break
                answered = true
            }
            main.post { if (started == turn.get()) then(next, answered) }
        }
    }

    /** What follows when the phone's key has done its part; null where it has none. */
    private fun byThePhone(next: Next): Next? =
        when (next) {
            is Next.Answer -> ask { answered(next.challenge) }
            Next.MakeKey -> ask { almanac.keyMade(DeviceKey.make()) }
            else -> null
        }

    private fun answered(challenge: ByteArray): Next {
        val answer = DeviceKey.answer(challenge)
        return try {
            almanac.answered(answer)
        } finally {
            answer.wipe()
        }
    }

    /** What the core says, or the screen that says what failed. */
    private fun ask(what: () -> Next): Next = attempt(what).getOrElse { Next.Show(Route.Failed(kind(it)), false, NO_WORDS) }

    private fun follow(next: Next) {
        when (next) {
            is Next.Show -> window.show(next.route, next.replace, next.said)
            is Next.Stay -> window.stay(next.said)
            is Next.Kept -> window.say(next.said)
            is Next.Refused -> window.say(next.said)
            is Next.WriteFile, is Next.PickFile -> window.pick(next)
            is Next.Answer, Next.MakeKey -> start { next }
        }
    }

    companion object {
        private const val NO_WORDS = ""

        /** One for the life of the process, so that what was begun before the app was left is over before anything new. */
        internal var worker: Executor = Executors.newSingleThreadExecutor()
    }
}
