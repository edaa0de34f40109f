/** Writes the contract down from the running code, and holds it against the committed one. */
package org.liaoyuan.server.contract;
