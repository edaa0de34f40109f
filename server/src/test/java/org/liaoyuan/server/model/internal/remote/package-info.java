/** Downloads, the catalogue and models of one's own. */
package org.liaoyuan.server.model.internal.remote;
