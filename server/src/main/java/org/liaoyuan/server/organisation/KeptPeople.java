package org.liaoyuan.server.organisation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whom the directories of organisations keep, also those whom they bar at the moment. This room asks it; another has it. Used
 * inside {@code SystemDatabase}.
 */
public interface KeptPeople {

    /** The organisations whose directories keep this person. */
    List<String> keepersOf(JdbcClient db, String person);

    /** The people whom the directory of this organisation keeps. */
    List<String> keptBy(JdbcClient db, String organisation);
}
