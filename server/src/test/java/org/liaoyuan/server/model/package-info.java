/** The models' own API. */
package org.liaoyuan.server.model;
