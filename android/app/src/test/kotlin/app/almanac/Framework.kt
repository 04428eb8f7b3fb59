package app.almanac

import org.codehaus.mojo.animal_sniffer.Clazz
import org.objectweb.asm.tree.AnnotationNode
import org.objectweb.asm.tree.ClassNode
import java.io.File
import java.io.ObjectInputStream
import java.util.zip.GZIPInputStream

/** The public classes and members of one Android. */
class ApiList(
    file: File,
) {
    private val classes: Map<String, Clazz> =
        ObjectInputStream(GZIPInputStream(file.inputStream().buffered())).use { input ->
            generateSequence { input.readObject() as Clazz? }.associateBy { it.name }
        }

    operator fun contains(member: Member): Boolean =
        if (member.name.isEmpty()) member.owner in classes else above(member.owner).any { member.name in it.signatures }

    /** The same member, named by the class that declares it. */
    fun declared(member: Member): Member? =
        above(member.owner).firstOrNull { member.name in it.signatures }?.let { Member(it.name, member.name) }

    /** The class, and all above it. */
    private fun above(name: String?): Sequence<Clazz> =
        sequence {
            val own = classes[name] ?: return@sequence
            yield(own)
            yieldAll(above(own.superClass))
            own.superInterfaces.forEach { yieldAll(above(it)) }
        }

    companion object {
        /** The lists that Maven brought: of the oldest Android that the app runs on, and of two newer ones. */
        val all: Map<Int, ApiList> by lazy { LEVELS.associateWith { ApiList(File("target/lists/$it")) } }
        val LEVELS = listOf(26, 32, 34)
    }
}

/** The permissions that methods of the framework say they need, from annotations in its class files. */
object Permissions {
    private const val NEEDS = "Landroid/annotation/RequiresPermission;"

    /** What this method, or one that it overrides, says that it needs; null where nothing is said. */
    fun of(member: Member): String? =
        above(member.owner)
            .flatMap { it.methods }
            .filter { it.name + it.desc == member.name }
            .flatMap { it.invisibleAnnotations.orEmpty() + it.visibleAnnotations.orEmpty() }
            .firstOrNull { it.desc == NEEDS }
            ?.let { said(it) }

    private fun said(annotation: AnnotationNode): String =
        annotation.values
            .orEmpty()
            .chunked(2)
            .joinToString { "${it[0]}=${it[1]}" }

    private fun above(name: String?): Sequence<ClassNode> =
        sequence {
            val own = node(name) ?: return@sequence
            yield(own)
            yieldAll(above(own.superName))
            own.interfaces.forEach { yieldAll(above(it)) }
        }

    private fun node(name: String?) =
        name?.let { javaClass.classLoader.getResourceAsStream("$it.class") }?.use { Bytecode.node(it.readBytes()) }
}
