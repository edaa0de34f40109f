/** The program as a person starts it, in processes of its own, and what a kill leaves. */
package org.liaoyuan.server.cli;
