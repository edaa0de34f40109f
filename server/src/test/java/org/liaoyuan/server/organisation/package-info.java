/** Members and the groups of directories, through a running server. */
package org.liaoyuan.server.organisation;
