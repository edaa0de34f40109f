package org.liaoyuan.server.voice;

import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.key.ApiKeys;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelStatus.Purpose;

/** On whose account models are asked in a conversation, which may outlive what its beginner may. */
final class Asker {

    private final Identity who;
    private final String key;
    private final ModelAccess access;
    private final AbsentCaller absent;
    private final ApiKeys keys;

    /** @param key tells the uses of somebody without an account apart in the ledger */
    Asker(Identity who, String key, ModelAccess access, AbsentCaller absent, ApiKeys keys) {
        this.who = who;
        this.key = key;
        this.access = access;
        this.absent = absent;
        this.keys = keys;
    }

    /** @throws RefusedException if the model is not open to them */
    Caller caller(String model, Purpose purpose) {
        Caller caller = access.caller(who, model, purpose);
        return key.isEmpty() ? caller : caller.withKey(key);
    }

    /** @throws RefusedException if their key works no more, or they are no longer in the organisation */
    void requireStillIn() {
        if (who.way() == Identity.Way.KEY) {
            if (keys.working(UUID.fromString(who.credential())).isEmpty()) {
                throw RefusedException.forbidden("the API key was revoked, or its time is over");
            }
        } else if (who.way() == Identity.Way.SESSION) {
            var unused = absent.identity(who.tenant());
        }
    }
}
