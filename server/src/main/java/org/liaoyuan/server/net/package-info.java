/** Machines of others: which addresses a request may go to ({@code PublicAddresses}), as strangers write them, and work with an end. */
@NullMarked
package org.liaoyuan.server.net;

import org.jspecify.annotations.NullMarked;
