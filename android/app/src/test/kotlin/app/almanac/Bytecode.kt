package app.almanac

import org.objectweb.asm.ClassReader
import org.objectweb.asm.Handle
import org.objectweb.asm.Type
import org.objectweb.asm.tree.AbstractInsnNode
import org.objectweb.asm.tree.ClassNode
import org.objectweb.asm.tree.FieldInsnNode
import org.objectweb.asm.tree.InvokeDynamicInsnNode
import org.objectweb.asm.tree.LdcInsnNode
import org.objectweb.asm.tree.MethodInsnNode
import org.objectweb.asm.tree.MethodNode
import org.objectweb.asm.tree.TypeInsnNode
import java.io.File

/** Something that code refers to: a method `run()V`, a field `SDK_INT#I`, or, with no name, the class itself. */
data class Member(
    val owner: String,
    val name: String,
) {
    override fun toString(): String = if (name.isEmpty()) owner else "$owner.$name"
}

/** Compiled classes, as the compiler left them. */
class Bytecode(
    val classes: Map<String, ClassNode>,
) {
    /** What this instruction refers to. */
    fun references(instruction: AbstractInsnNode): List<Member> =
        when (instruction) {
            is MethodInsnNode -> listOf(Member(instruction.owner, instruction.name + instruction.desc))
            is FieldInsnNode -> listOf(Member(instruction.owner, "${instruction.name}#${instruction.desc}"))
            is TypeInsnNode -> listOf(Member(instruction.desc, ""))
            is LdcInsnNode -> listOfNotNull((instruction.cst as? Type)?.let { Member(it.internalName, "") })
            is InvokeDynamicInsnNode -> handles(instruction).map { Member(it.owner, it.name + it.desc) } + made(instruction)
            else -> emptyList()
        }

    /** The methods that an `invokedynamic` makes objects of. */
    fun handles(instruction: InvokeDynamicInsnNode): List<Handle> = instruction.bsmArgs.filterIsInstance<Handle>()

    /** The interface of the object that an `invokedynamic` makes. */
    private fun made(instruction: InvokeDynamicInsnNode): List<Member> {
        val type = Type.getReturnType(instruction.desc)
        return if (type.sort == Type.OBJECT) listOf(Member(type.internalName, "")) else emptyList()
    }

    /** The member as the framework has it: what is inherited belongs to the first class above that is not of this code. */
    fun outside(member: Member): Member? {
        val own = classes[member.owner] ?: return member
        if (member.name.isEmpty() || own.has(member.name)) return null
        if (own.interfaces.any { it in classes && outside(Member(it, member.name)) == null }) return null
        return own.superName?.let { outside(Member(it, member.name)) }
    }

    private fun ClassNode.has(member: String) =
        methods.any { it.name + it.desc == member } || fields.any { "${it.name}#${it.desc}" == member }

    fun methods(): Sequence<Pair<ClassNode, MethodNode>> = classes.values.asSequence().flatMap { own -> own.methods.map { own to it } }

    companion object {
        fun below(vararg folders: File): Bytecode =
            Bytecode(
                folders
                    .flatMap { folder -> folder.walk().filter { it.extension == "class" } }
                    .map { node(it.readBytes()) }
                    .associateBy { it.name },
            )

        fun node(bytes: ByteArray): ClassNode = ClassNode().also { ClassReader(bytes).accept(it, ClassReader.SKIP_FRAMES) }
    }
}
