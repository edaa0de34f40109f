package org.liaoyuan.server.assistant.frame;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

class ManifestFuzzTest {

    @DictionaryEntries({
        "{\"id\":\"a\",\"version\":\"1\",\"name\":\"a\",\"purpose\":\"a\",\"prompt\":\"a\"}",
        "\"form\":[{\"name\":\"x\",\"kind\":\"TEXT\",\"label\":\"x\"}]",
        "\"options\":[{\"value\":\"a\",\"label\":\"a\"}]",
        "\"turn\":\"{{ x }}\"",
        "{% for i in range(9) %}",
        "{% endfor %}",
        "\"starters\":{\"zh\":[],\"en\":[]}",
        "\"tools\":[]",
        "PK\u0003\u0004",
        "assistant.json",
        "null"
    })
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreReadOrRefusedInWords(byte[] bytes) {
        for (Runnable each : List.<Runnable>of(
                () -> again(ManifestReader.manifest(ManifestReader.json("it", bytes))),
                () -> ManifestReader.eval(ManifestReader.json("it", bytes)),
                () -> Archive.read(bytes))) {
            try {
                each.run();
            } catch (IllegalArgumentException expected) {
                if (expected.getMessage() == null || expected.getMessage().isBlank()) {
                    throw new AssertionError("refused without a word", expected);
                }
            }
        }
    }

    /** What was read once is kept, and read again each time somebody asks. */
    private static void again(Manifest manifest) {
        byte[] kept = Archive.document(Archive.MANIFEST, manifest);
        Manifest again = ManifestReader.manifest(ManifestReader.kept(kept));
        // written once more: the fuzzer's instrumentation breaks a record's own equals
        if (!Arrays.equals(Archive.document(Archive.MANIFEST, again), kept)) {
            throw new AssertionError("what was kept is read as something else");
        }
    }
}
