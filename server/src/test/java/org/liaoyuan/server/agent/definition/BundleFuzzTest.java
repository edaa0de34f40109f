package org.liaoyuan.server.agent.definition;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class BundleFuzzTest {

    private static final byte[] HEAD = "format: liaoyuan-agent/1\ndefinition:".getBytes(StandardCharsets.UTF_8);

    @DictionaryEntries({
        "&a ",
        "*a",
        "!!map",
        "? ",
        ": ",
        "- ",
        "|-",
        ">+2",
        "---",
        "...",
        "%YAML 1.1",
        "<<: ",
        "{",
        "[",
        "'"
    })
    @FuzzTest(maxDuration = "5s")
    void anyFileIsReadOrRefused(byte[] bytes) {
        byte[] headed = Arrays.copyOf(HEAD, HEAD.length + bytes.length);
        System.arraycopy(bytes, 0, headed, HEAD.length, bytes.length);
        for (byte[] file : new byte[][] {bytes, headed}) {
            try {
                Bundle read = Bundle.read(file);
                byte[] zip = read.zip();
                if (!Bundle.read(zip).definition().equals(read.definition())) {
                    throw new AssertionError("it comes back otherwise: " + read.definition());
                }
            } catch (IllegalArgumentException expected) {
                // whoever sent it gets to read it
            }
        }
    }
}
