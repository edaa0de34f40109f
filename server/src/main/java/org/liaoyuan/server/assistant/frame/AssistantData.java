package org.liaoyuan.server.assistant.frame;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;

/** Somebody's own assistants to take along, each as it can be imported again. */
@Component
class AssistantData implements PersonalData {

    private final AssistantStore store;

    AssistantData(AssistantStore store) {
        this.store = store;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        for (AssistantStore.Kept kept : store.open()) {
            if (kept.own()) {
                String name = kept.definition().manifest().id() + "-"
                        + kept.id().toString().substring(0, 8);
                Definition all = kept.definition();
                files.add(
                        "assistants/" + name + "/" + Archive.MANIFEST,
                        out -> out.write(Archive.document(Archive.MANIFEST, all.manifest())));
                files.add(
                        "assistants/" + name + "/" + Archive.EVAL,
                        out -> out.write(Archive.document(Archive.EVAL, all.eval())));
            }
        }
    }
}
