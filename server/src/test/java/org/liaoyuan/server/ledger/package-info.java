/** The ledger on a real PostgreSQL, with requests to a real model. */
package org.liaoyuan.server.ledger;
