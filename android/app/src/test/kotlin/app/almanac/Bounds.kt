package app.almanac

import org.objectweb.asm.Opcodes
import org.objectweb.asm.tree.AbstractInsnNode
import org.objectweb.asm.tree.ClassNode
import org.objectweb.asm.tree.FieldInsnNode
import org.objectweb.asm.tree.FrameNode
import org.objectweb.asm.tree.InsnNode
import org.objectweb.asm.tree.IntInsnNode
import org.objectweb.asm.tree.InvokeDynamicInsnNode
import org.objectweb.asm.tree.JumpInsnNode
import org.objectweb.asm.tree.LabelNode
import org.objectweb.asm.tree.LineNumberNode
import org.objectweb.asm.tree.LookupSwitchInsnNode
import org.objectweb.asm.tree.MethodInsnNode
import org.objectweb.asm.tree.MethodNode
import org.objectweb.asm.tree.TableSwitchInsnNode

/**
 * The oldest Android on which each instruction can be reached, from what the code asks of `Build.VERSION.SDK_INT` on the way there.
 *
 * It knows less than there is to know, never more: whatever it cannot follow counts as reached on the oldest Android of all. A private
 * method or a lambda is reached where it is called or made; the methods of a class where its objects are made.
 */
class Bounds(
    private val code: Bytecode,
    private val oldest: Int,
) {
    private val entries = code.methods().associate { (own, method) -> key(own, method) to UNREACHED }.toMutableMap()
    private val made =
        code.classes.keys
            .associateWith { UNREACHED }
            .toMutableMap()
    private val known = mutableMapOf<String, IntArray>()

    init {
        while (round()) Unit
    }

    /** The oldest Android that reaches each instruction of this method. */
    fun of(
        own: ClassNode,
        method: MethodNode,
    ): IntArray = known.getValue(key(own, method))

    /** The oldest Android on which objects of this class are made. */
    fun of(own: ClassNode): Int = made.getValue(own.name).let { if (it == UNREACHED) oldest else it }

    /** Follows all methods once, from where their callers were found to be. Says whether anything was learned. */
    private fun round(): Boolean {
        for ((own, method) in code.methods()) known[key(own, method)] = follow(method, entry(own, method))
        val calls = calls()
        var changed = false
        for (key in entries.keys) changed = lower(entries, key, calls[key]) || changed
        for (name in made.keys) changed = lower(made, name, calls[name]) || changed
        return changed
    }

    private fun lower(
        bounds: MutableMap<String, Int>,
        key: String,
        to: Int?,
    ): Boolean {
        val lowest = minOf(bounds.getValue(key), to ?: oldest)
        return (bounds.put(key, lowest) != lowest)
    }

    private fun entry(
        own: ClassNode,
        method: MethodNode,
    ): Int =
        when {
            method.access and Opcodes.ACC_PRIVATE != 0 && method.name != "<init>" -> entries.getValue(key(own, method))
            method.access and Opcodes.ACC_STATIC != 0 && method.access and Opcodes.ACC_SYNTHETIC != 0 -> entries.getValue(key(own, method))
            method.access and Opcodes.ACC_STATIC != 0 -> oldest
            else -> made.getValue(own.name)
        }

    /** From where, at the lowest, each method of this code is called and each of its classes is made. */
    private fun calls(): Map<String, Int> {
        val lowest = mutableMapOf<String, Int>()

        fun note(
            key: String,
            bound: Int,
        ) = lowest.merge(key, bound, ::minOf)

        for ((own, method) in code.methods()) {
            val bounds = of(own, method)
            method.instructions.forEachIndexed { index, instruction ->
                when (instruction) {
                    is MethodInsnNode -> {
                        note("${instruction.owner}.${instruction.name}${instruction.desc}", bounds[index])
                        // A constructor that calls the one above it makes no object of its own.
                        if (instruction.name == "<init>" && method.name != "<init>") note(instruction.owner, bounds[index])
                    }

                    is InvokeDynamicInsnNode -> {
                        for (handle in code.handles(instruction)) {
                            note("${handle.owner}.${handle.name}${handle.desc}", bounds[index])
                            if (handle.tag == Opcodes.H_NEWINVOKESPECIAL) note(handle.owner, bounds[index])
                        }
                    }
                }
            }
        }
        // What is below a class is one of it.
        for (own in code.classes.values) {
            val bound = lowest[own.name] ?: continue
            generateSequence(code.classes[own.superName]) { code.classes[it.superName] }.forEach { note(it.name, bound) }
        }
        return lowest
    }

    private fun follow(
        method: MethodNode,
        entry: Int,
    ): IntArray {
        val all = method.instructions.toArray()
        val bounds = IntArray(all.size) { UNREACHED }
        val ahead = ArrayDeque<Int>()

        fun reach(
            index: Int,
            bound: Int,
        ) {
            if (index in bounds.indices && bound < bounds[index]) {
                bounds[index] = bound
                ahead.add(index)
            }
        }
        reach(0, entry)
        while (ahead.isNotEmpty()) {
            val index = ahead.removeFirst()
            val bound = bounds[index]
            for ((next, least) in next(method, index)) reach(next, maxOf(bound, least))
            for (block in method.tryCatchBlocks.orEmpty()) {
                val inside = index in method.instructions.indexOf(block.start) until method.instructions.indexOf(block.end)
                if (inside) reach(method.instructions.indexOf(block.handler), bound)
            }
        }
        return bounds
    }

    /** Where it goes on from this instruction, and the least that Android is then known to be. */
    private fun next(
        method: MethodNode,
        index: Int,
    ): List<Pair<Int, Int>> {
        val instruction = method.instructions[index]

        fun at(label: LabelNode) = method.instructions.indexOf(label)
        return when (instruction) {
            is JumpInsnNode -> {
                val (jumped, passed) = learned(method, instruction)
                if (instruction.opcode == Opcodes.GOTO) {
                    listOf(at(instruction.label) to 0)
                } else {
                    listOf(at(instruction.label) to jumped, index + 1 to passed)
                }
            }

            is TableSwitchInsnNode -> {
                (instruction.labels + instruction.dflt).map { at(it) to 0 }
            }

            is LookupSwitchInsnNode -> {
                (instruction.labels + instruction.dflt).map { at(it) to 0 }
            }

            else -> {
                if (instruction.opcode in ENDS) emptyList() else listOf(index + 1 to 0)
            }
        }
    }

    /** What a comparison of `SDK_INT` with a number teaches where it jumps, and where it does not. */
    private fun learned(
        method: MethodNode,
        jump: JumpInsnNode,
    ): Pair<Int, Int> {
        val number = before(method, jump)
        val asked = number?.let { before(method, it) }
        val level = number?.let { constant(it) }
        if (level == null || !isSdk(asked)) return 0 to 0
        return when (jump.opcode) {
            Opcodes.IF_ICMPLT -> 0 to level
            Opcodes.IF_ICMPGE -> level to 0
            Opcodes.IF_ICMPGT -> level + 1 to 0
            Opcodes.IF_ICMPLE -> 0 to level + 1
            Opcodes.IF_ICMPEQ -> level to 0
            Opcodes.IF_ICMPNE -> 0 to level
            else -> 0 to 0
        }
    }

    /** The instruction before, if nothing can jump in between. */
    private fun before(
        method: MethodNode,
        instruction: AbstractInsnNode,
    ): AbstractInsnNode? {
        val targets = method.instructions.filterIsInstance<JumpInsnNode>().map { it.label }
        return generateSequence(instruction.previous) { it.previous }
            .takeWhile { it !is LabelNode || it !in targets }
            .firstOrNull { it !is LabelNode && it !is LineNumberNode && it !is FrameNode }
    }

    private fun constant(instruction: AbstractInsnNode): Int? =
        when (instruction) {
            is IntInsnNode -> instruction.operand.takeIf { instruction.opcode in setOf(Opcodes.BIPUSH, Opcodes.SIPUSH) }
            is InsnNode -> (instruction.opcode - Opcodes.ICONST_0).takeIf { it in 0..5 }
            else -> null
        }

    private fun isSdk(instruction: AbstractInsnNode?): Boolean =
        instruction is FieldInsnNode && instruction.owner == "android/os/Build\$VERSION" && instruction.name == "SDK_INT"

    private fun key(
        own: ClassNode,
        method: MethodNode,
    ) = "${own.name}.${method.name}${method.desc}"

    private companion object {
        const val UNREACHED = Int.MAX_VALUE
        val ENDS = (Opcodes.IRETURN..Opcodes.RETURN) + Opcodes.ATHROW
    }
}
