/**
 * What was used and what it cost: one row a request in the {@link org.liaoyuan.server.ledger.Ledger} (never its text), {@link
 * org.liaoyuan.server.ledger.Budgets} that end what is spent, and the arithmetic of energy and money. Knows nothing of models:
 * whoever makes answers opens an {@link org.liaoyuan.server.ledger.Allowance} and settles it with an {@link
 * org.liaoyuan.server.ledger.Entry}.
 */
@NullMarked
package org.liaoyuan.server.ledger;

import org.jspecify.annotations.NullMarked;
