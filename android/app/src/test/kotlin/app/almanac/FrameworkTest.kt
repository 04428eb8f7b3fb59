package app.almanac

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.objectweb.asm.tree.LdcInsnNode
import java.io.File

/**
 * What the code asks of the phone, read from its class files: nothing that needs a permission, and nothing that an old Android has not.
 *
 * This is of the app's own code and the bindings. What Kotlin's library and JNA call in turn is theirs to know.
 */
class FrameworkTest {
    private val shipped = Bytecode.below(File("target/classes"), File("../bindings/target/classes"))
    private val samples = Bytecode(Bytecode.below(File("target/test-classes/app/almanac")).classes.filterKeys { "FrameworkSample" in it })

    @Test
    fun no_method_that_needs_a_permission_is_called() {
        assertEquals(listOf(OF_ITS_OWN), needy(shipped).map { it.substringBefore(" needs ") })
    }

    /** What an intent needs depends on its action: to call by itself, for one, would need a permission. */
    @Test
    fun other_apps_are_asked_only_for_what_needs_no_permission() {
        val strings =
            shipped.methods().flatMap { (_, method) ->
                method.instructions
                    .filterIsInstance<LdcInsnNode>()
                    .mapNotNull { it.cst as? String }
            }
        val actions = strings.filter { ".action." in it }.toSortedSet()
        assertEquals(emptySet<String>(), actions - HARMLESS)
        assertTrue("android.intent.action.DIAL" in actions)
    }

    /** So every window is the secure one. The menu over marked words is the platform's, and lies within it. */
    @Test
    fun there_is_no_window_but_the_one() {
        val owners = shipped.methods().flatMap { (_, method) -> method.instructions.flatMap { shipped.references(it) } }.map { it.owner }
        val windows = listOf("Dialog", "PopupWindow", "PopupMenu", "Toast", "WindowManager", "Presentation", "Notification", "MediaSession")
        assertEquals(
            emptyList<String>(),
            owners
                .filter { owner ->
                    windows.any { owner.endsWith(it) || "$it$" in owner }
                }.distinct()
                .toList(),
        )
    }

    @Test
    fun what_is_newer_than_the_oldest_android_stands_behind_a_question_for_the_version() {
        assertEquals(emptyList<String>(), tooNew(shipped, levels()))
    }

    @Test
    fun the_levels_written_down_are_those_of_what_is_used_and_agree_with_the_lists() {
        val used = newer(shipped).map { it.toString() }.toSortedSet()
        assertEquals(used.joinToString("\n"), levels().keys.sorted().joinToString("\n"))
        for ((name, level) in levels()) {
            val member = Member(name.substringBefore('.'), name.substringAfter('.', ""))
            for ((listed, list) in ApiList.all) {
                assertEquals(
                    "$name is written down as of $level; in $listed",
                    level <= listed,
                    member in list,
                )
            }
        }
    }

    @Test
    fun the_checks_see_what_they_are_there_for() {
        assertEquals(
            listOf("FrameworkSamples.needs: android/os/Vibrator.vibrate(J)V"),
            needy(samples).map { it.substringBefore(" needs ") },
        )
        val level = mapOf(NEW to 33, NEW_TYPE to 33)
        val found = tooNew(samples, level).map { it.substringBefore(':') }
        val bad = samples.methods().map { (_, method) -> method.name }.filter { it.startsWith("bad") && '$' !in it }
        assertEquals(bad.toSortedSet(), found.map { it.substringAfter('.').substringBefore('$') }.toSortedSet())
    }

    @Test
    fun there_is_something_to_check() {
        assertTrue(shipped.methods().count() > 500)
        assertTrue(newer(shipped).isNotEmpty())
        assertTrue(Member("android/app/Activity", "finish()V") in ApiList.all.getValue(26))
        assertTrue(Member("app/almanac/MainActivity", "finish()V") !in ApiList.all.getValue(26))
    }

    private fun needy(code: Bytecode): List<String> =
        uses(code)
            .mapNotNull { (where, member, _) -> Permissions.of(member)?.let { "$where: $member needs $it" } }
            .distinct()
            .toList()

    /** All that the oldest Android does not have. */
    private fun newer(code: Bytecode): Set<Member> {
        val oldest = ApiList.all.getValue(OLDEST)
        return uses(code).map { it.second }.filter { it !in oldest }.toSet()
    }

    /** What can be reached on an Android that does not have it. */
    private fun tooNew(
        code: Bytecode,
        levels: Map<String, Int>,
    ): List<String> {
        val newer = newer(code)
        return uses(code)
            .filter { (_, member, bound) -> member in newer && bound < (levels[member.toString()] ?: Int.MAX_VALUE) }
            .map { (where, member, bound) -> "$where: $member on $bound" }
            .distinct()
            .toList()
    }

    /** Where the code refers to something of the framework, to what, and on which Android at the oldest. */
    private fun uses(code: Bytecode): Sequence<Triple<String, Member, Int>> {
        val bounds = Bounds(code, OLDEST)
        val inMethods =
            code.methods().flatMap { (own, method) ->
                val reached = bounds.of(own, method)
                method.instructions.flatMapIndexed { index, instruction ->
                    code
                        .references(instruction)
                        .mapNotNull { code.outside(it) }
                        .map { Triple("${own.name.substringAfterLast('/')}.${method.name}", newest.declared(it) ?: it, reached[index]) }
                }
            }
        val above =
            code.classes.values.asSequence().flatMap { own ->
                (own.interfaces + listOfNotNull(own.superName)).map { Triple(own.name, Member(it, ""), bounds.of(own)) }
            }
        return (inMethods + above)
            .filter { (_, member, _) -> FRAMEWORK.any { member.owner.startsWith(it) } }
            .filter { (where, _, _) -> OTHERWISE.none { where.startsWith(it) } }
    }

    /** `newer.txt`: a level and a member a line. */
    private fun levels(): Map<String, Int> =
        File("newer.txt")
            .readLines()
            .filter { it.isNotBlank() && !it.startsWith("#") }
            .associate { it.substringAfter(' ') to it.substringBefore(' ').toInt() }

    private val newest = ApiList.all.getValue(ApiList.LEVELS.last())

    private companion object {
        const val OLDEST = 26
        val HARMLESS =
            listOf("DIAL", "SENDTO", "VIEW", "MAIN", "CREATE_DOCUMENT", "OPEN_DOCUMENT", "SCREEN_OFF")
                .map {
                    "android.intent.action.$it"
                }.toSet()

        /** Generated code that looks for Java's `Cleaner` by name and does without it where there is none. */
        val OTHERWISE = listOf("JavaLangRefCleaner.", "JavaLangRefCleanable.")

        /** The app's other names: needed for components of another app alone. */
        const val OF_ITS_OWN = "Icons.set: android/content/pm/PackageManager.setComponentEnabledSetting(Landroid/content/ComponentName;II)V"
        const val NEW = "android/app/Activity.setRecentsScreenshotEnabled(Z)V"
        const val NEW_TYPE = "android/window/OnBackInvokedCallback"
        val FRAMEWORK = listOf("android/", "java/", "javax/", "dalvik/", "org/json/", "org/w3c/", "org/xml/")
    }
}
