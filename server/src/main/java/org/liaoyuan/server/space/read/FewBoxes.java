package org.liaoyuan.server.space.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Boxes made fewer: neighbours that leave the least between them become one. */
final class FewBoxes {

    private FewBoxes() {}

    /** At most so many, in their order; more only where they are of more pages. */
    static List<Box> of(Collection<Box> boxes, int most) {
        List<Box> few = new ArrayList<>(boxes);
        while (few.size() > most) {
            int best = best(few);
            if (best < 0) {
                return few;
            }
            few.set(best, around(few.get(best), few.remove(best + 1)));
        }
        return few;
    }

    /** The first of the two that waste least; -1 if no neighbours are of one page. */
    private static int best(List<Box> boxes) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 1 < boxes.size(); i++) {
            Box box = boxes.get(i);
            Box next = boxes.get(i + 1);
            double waste = area(around(box, next)) - area(box) - area(next);
            if (box.page() == next.page() && waste < least) {
                least = waste;
                best = i;
            }
        }
        return best;
    }

    private static double area(Box box) {
        return box.width() * box.height();
    }

    private static Box around(Box a, Box b) {
        double x = Math.min(a.x(), b.x());
        double y = Math.min(a.y(), b.y());
        double right = Math.max(a.x() + a.width(), b.x() + b.width());
        double bottom = Math.max(a.y() + a.height(), b.y() + b.height());
        return new Box(a.page(), x, y, right - x, bottom - y);
    }
}
