package org.liaoyuan.server.profile.probe;

import java.util.Random;

/** Sums: 1 one operation on two digits, 2 two operations with brackets, 3 a story of three steps. */
final class Arithmetic {

    /** A question and its result. */
    record Problem(String text, long result) {}

    private Arithmetic() {}

    static Problem problem(int difficulty, int kind, boolean chinese, Random random) {
        return switch (difficulty) {
            case 1 -> one(kind, random);
            case 2 -> two(kind, random);
            default -> story(kind, chinese, random);
        };
    }

    private static Problem one(int kind, Random random) {
        int a = between(random, 23, 98);
        int b = between(random, 12, 89);
        return switch (kind % 3) {
            case 0 -> new Problem(a + " + " + b, a + b);
            case 1 -> new Problem(a + 100 + " - " + b, a + 100 - b);
            default -> new Problem(a + " × " + (2 + b % 8), (long) a * (2 + b % 8));
        };
    }

    private static Problem two(int kind, Random random) {
        int a = between(random, 13, 48);
        int b = between(random, 11, 39);
        int c = between(random, 3, 9);
        return switch (kind % 4) {
            case 0 -> new Problem("(" + a + " + " + b + ") × " + c, (long) (a + b) * c);
            case 1 -> new Problem(a + " × " + c + " - " + b, (long) a * c - b);
            case 2 -> new Problem(a * c + " ÷ " + c + " + " + b, a + b);
            default -> new Problem(a + " × " + b, (long) a * b);
        };
    }

    private static Problem story(int kind, boolean chinese, Random random) {
        int a = between(random, 6, 19);
        int b = between(random, 12, 45);
        int c = between(random, 3, 8);
        return switch (kind % 4) {
            case 0 ->
                new Problem(
                        (chinese
                                        ? "一盒笔 %d 元，一本书 %d 元。小王买了 %d 盒笔和 2 本书，付了 1000 元，应找回多少元？"
                                        : "A box of pens costs %d, a book costs %d. Wang buys %d boxes of pens and 2 books and pays with 1000. How much change is due?")
                                .formatted(a, b, c),
                        1000 - (long) a * c - 2L * b);
            case 1 ->
                new Problem(
                        (chinese
                                        ? "仓库原有 %d 箱货，每箱 %d 件。卖出 %d 箱后又进货 50 件，现在共有多少件？"
                                        : "A store has %d crates with %d items each. It sells %d crates and then receives 50 single items. How many items are there now?")
                                .formatted(a + 10, b, c),
                        (long) (a + 10 - c) * b + 50);
            case 2 ->
                new Problem(
                        (chinese
                                        ? "一列火车每小时行 %d 公里，先行 %d 小时，休息 1 小时，再行 2 小时。一共行了多少公里？"
                                        : "A train runs %d km an hour. It runs for %d hours, rests for 1 hour, and runs for 2 more hours. How many km has it run in all?")
                                .formatted(b + 50, c),
                        (long) (b + 50) * (c + 2));
            default ->
                new Problem(
                        (chinese
                                        ? "工人甲每天做 %d 个零件，乙每天比甲多做 %d 个。两人一起做 %d 天，共做多少个？"
                                        : "Worker A makes %d parts a day, worker B makes %d more than A. How many do both make together in %d days?")
                                .formatted(b, a, c),
                        (long) (2 * b + a) * c);
        };
    }

    private static int between(Random random, int low, int high) {
        return low + random.nextInt(high - low + 1);
    }
}
