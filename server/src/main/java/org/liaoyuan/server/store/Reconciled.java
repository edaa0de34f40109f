package org.liaoyuan.server.store;

/** Something that a process keeps in memory, or has to mend, although other processes change the same database. */
public interface Reconciled {

    /** Takes over what others changed; called every few seconds, by one thread. */
    void reconcile();
}
