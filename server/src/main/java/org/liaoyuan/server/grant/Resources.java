package org.liaoyuan.server.grant;

import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Resource;

/** The things of one kind that can be kept for some. The room that has them has one of these, and asks {@link Grants} before use. */
public interface Resources {

    Resource.Kind kind();

    /** Those of the organisation for which somebody acts, whoever may use them. */
    List<Named> list(Identity who);

    /**
     * One of them.
     *
     * @param name as requests call it
     * @param title as people know it
     */
    record Named(String name, String title) {}
}
