/**
 * Runs programs that nobody has looked at: they compute, and reach nothing. Interpreters in WebAssembly inside of this process
 * ({@link org.liaoyuan.server.sandbox.WasmSandbox}); where the operator allows it and the kernel does too, a program of the machine
 * inside of namespaces ({@link org.liaoyuan.server.sandbox.LinuxSandbox}).
 */
@NullMarked
package org.liaoyuan.server.sandbox;

import org.jspecify.annotations.NullMarked;
