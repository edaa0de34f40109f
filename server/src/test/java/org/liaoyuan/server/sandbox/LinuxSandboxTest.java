package org.liaoyuan.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.sandbox.ProgramFailure.Reason;

/** With whichever confinement this machine has; skipped, with its reasons, where it has none. */
class LinuxSandboxTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private static LinuxSandbox sandbox;
    private static final Lane LANE = new Lane(1, 1);

    @BeforeAll
    static void findWhatTheKernelAllows() throws InterruptedException {
        LinuxSupport support = LinuxSupport.found(PYTHON);
        assumeTrue(support.how().isPresent(), () -> "programs can't be locked in here: " + support.reasons());
        sandbox = new LinuxSandbox(PYTHON, support.how().orElseThrow(), LANE);
    }

    private static Outcome run(String code, Duration time) throws InterruptedException {
        return sandbox.run(new Program(code, Map.of("a", "中文 {{x}}\n\"'"), time, 64));
    }

    private static ProgramFailure failure(String code, Duration time) {
        return catchThrowableOfType(ProgramFailure.class, () -> run(code, time));
    }

    @Test
    void whatStandsInResultIsItsResultAndWhatItPrintsItsOutput() throws InterruptedException {
        assertThat(run("import sys\nprint('said')\nresult = {'a': inputs['a']}\nsys.exit(3)", AMPLE))
                .isEqualTo(new Outcome("{\"a\": \"中文 {{x}}\\n\\\"'\"}", "said\n"));
        assertThat(failure("a = 1\n1 / 0", AMPLE))
                .hasMessageContaining("line 2")
                .hasMessageContaining("ZeroDivisionError")
                .matches(e -> e.reason == Reason.CODE, "its own");
    }

    @Test
    void itSeesTheSystemsProgramsAndNothingElse() throws InterruptedException {
        assertThat(run(
                                "import os\n"
                                        + "result = [sorted(set(os.listdir('/')) - {'lib32'}), os.listdir('/tmp'),"
                                        + " sorted(os.listdir('/dev')), dict(os.environ), [n for n in range(64) if"
                                        + " os.path.exists(f'/proc/self/fd/{n}')]]",
                                AMPLE)
                        .result())
                .isEqualTo("[[\"bin\", \"dev\", \"lib\", \"lib64\", \"sbin\", \"tmp\", \"usr\"], [], [\"null\","
                        + " \"urandom\", \"zero\"], {\"LANG\": \"C.UTF-8\"}, []]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open('/etc/passwd')",
                "open('/proc/1/environ')",
                "open('/usr/x', 'w')",
                "open('/x', 'w')",
                "import os\nos.fork()",
                "import subprocess\nsubprocess.run(['id'])",
                "import threading\nthreading.Thread(target=print).start()",
                "import socket\nsocket.create_connection(('127.0.0.1', 22), 2)",
                "import socket\nsocket.create_connection(('1.1.1.1', 53), 2)",
                "import socket\nsocket.getaddrinfo('example.org', 80)",
                "import resource\nresource.setrlimit(resource.RLIMIT_NPROC, (100, 100))",
                "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))",
                "f = open('/tmp/x', 'wb')\nfor i in range(40): f.write(b'x' * 1000000)",
                "for i in range(40):\n with open(f'/tmp/{i}', 'wb') as f: f.write(b'x' * 1000000)",
                "for i in range(1000): open(f'/tmp/{i}', 'w')",
                "import os\nos.chroot('/tmp')",
                "import os\nos.setuid(1234)",
                "import ctypes\nctypes.string_at(0)",
                "import os\nos._exit(0)"
            })
    void whatItMayNotFails(String code) {
        assertThat(failure(code, AMPLE).reason).isEqualTo(Reason.CODE);
    }

    @Test
    void itHasNoCapabilityAndGetsNone() throws InterruptedException {
        String calls = "import ctypes\n"
                + "c = ctypes.CDLL(None)\n"
                + "user, mount, net = 0x10000000, 0x20000, 0x40000000\n"
                + "result = [c.unshare(user), c.unshare(mount), c.unshare(user | net), c.mount(b'n', b'/tmp', b'tmpfs', 0,"
                + " None), c.umount2(b'/usr', 2), c.umount2(b'/tmp', 2), c.sethostname(b'x', 1), c.ptrace(16, 1, 0, 0)]";

        assertThat(run(calls, AMPLE).result()).isEqualTo("[-1, -1, -1, -1, -1, -1, -1, -1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "import time\ntime.sleep(100)",
                "while True: print('x' * 1000)",
                "import re\nre.match('^(a+)+$', 'a' * 40 + 'b')",
                "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))\nwhile True: pass",
                "import os\nos.close(1)\nos.close(2)\nwhile True: pass",
                "while True:\n try:\n  while True: pass\n except BaseException: pass"
            })
    void noneRunsLongerThanItMay(String code) {
        assertThat(failure(code, Duration.ofSeconds(1)).reason).isEqualTo(Reason.TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = bytearray(1 << 30)",
                "x = []\nwhile True: x.append('a' * 1000000 + str(len(x)))",
                "import mmap\ntry:\n mmap.mmap(-1, 1 << 30)\nexcept OSError: raise MemoryError"
            })
    void noneTakesMoreMemoryThanItMay(String code) {
        assertThat(failure(code, AMPLE).reason).isEqualTo(Reason.MEMORY);
    }

    @Test
    void whatItSaysIsCutAndWhatItGivesIsRefusedWhereItIsLarge() throws InterruptedException {
        assertThat(run("for i in range(200): print('x' * 1000)", AMPLE).log()).endsWith("thrown away)");
        assertThat(failure("result = 'x' * 1100000", AMPLE).reason).isEqualTo(Reason.OUTPUT);
        assertThat(failure("import os\nwhile True: os.write(3, b'x' * 100000)", AMPLE).reason)
                .isIn(Reason.OUTPUT, Reason.CODE);
    }

    @Test
    void aProgramThatNobodyWantsAnyMoreHasEndedWhenThatIsTold() throws Exception {
        Set<ProcessHandle> others = processes();
        CompletableFuture<Integer> freeThen = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                run("while True: pass", AMPLE);
            } catch (InterruptedException e) {
                freeThen.complete(LANE.free());
            }
        });
        // the clock that ends it if we can't, what makes the namespaces, and the program
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> processes().size() >= others.size() + 3);
        Set<ProcessHandle> program = processes();
        program.removeAll(others);

        caller.interrupt();

        assertThat(freeThen.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        Awaitility.await()
                .atMost(5, TimeUnit.SECONDS)
                .until(() -> program.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Set<ProcessHandle> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .collect(Collectors.toSet());
    }

    @Test
    void aPythonThatProgramsWouldNotSeeIsNoneAtAll() throws InterruptedException {
        assertThat(LinuxSupport.found(Path.of("/opt/python")).how()).isEmpty();
    }
}
