package org.liaoyuan.server.openai.responses;

import java.util.UUID;

/** Fresh ids, which begin as OpenAI's do: clients tell kinds apart by that. */
final class Ids {

    static final String RESPONSE = "resp_";
    static final String MESSAGE = "msg_";
    static final String CALL = "fc_";
    static final String RESULT = "fco_";
    static final String REASONING = "rs_";

    private Ids() {}

    static String fresh(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
