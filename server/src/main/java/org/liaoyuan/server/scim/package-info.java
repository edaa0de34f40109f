/**
 * SCIM 2.0 (RFC 7643, 7644): an organisation's directory creates, changes, bars and deletes its people and groups here.
 *
 * <p>Start at {@code UserController} and {@code Users}. Of the credentials the rest of the server knows nothing: a directory shows
 * an API key with the permission PROVISION, as any program does.
 */
@NullMarked
package org.liaoyuan.server.scim;

import org.jspecify.annotations.NullMarked;
