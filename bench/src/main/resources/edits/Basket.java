package shop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a customer is about to buy. */
public final class Basket {

    private final List<Item> lst = new ArrayList<>();
    private final int limit;

    public Basket(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 or more");
        }
        this.limit = limit;
    }

    public void add(Item item) {
        if (lst.size() == limit) {
            throw new IllegalStateException("the basket is full: " + limit + " items");
        }
        lst.add(item);
    }

    public boolean remove(String sku) {
        return lst.removeIf(item -> item.sku().equals(sku));
    }

    public BigDecimal total() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Item item : lst) {
            sum = sum.add(item.price().multiply(BigDecimal.valueOf(item.quantity())));
        }
        return sum;
    }

    public boolean isEmpty() {
        return lst.isEmpty();
    }
}
