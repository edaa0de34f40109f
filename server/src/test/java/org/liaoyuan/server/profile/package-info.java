/** Capability profiles, on a real model and a real database. */
package org.liaoyuan.server.profile;
