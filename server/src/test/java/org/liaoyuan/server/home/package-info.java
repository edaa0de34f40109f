/** The key file of the data folder, on a real file system. */
package org.liaoyuan.server.home;
