package org.liaoyuan.server.ledger;

/**
 * Hardware of one's own, and the provider it is compared with.
 *
 * @param servers how many
 * @param kilowatts what one draws, cooling not included
 * @param pue the facility's energy over the servers'; 2 is as much for cooling as for computing
 * @param yuanPerKwh price of a kilowatt-hour
 * @param carbonGramsPerKwh CO₂ of a kilowatt-hour
 * @param yuanPerServer what one was bought for
 * @param years over which that is written off, evenly
 * @param tokensPerSecond what one makes when it is busy
 * @param providerYuanPerMillion what a provider takes for a million tokens
 */
public record Servers(
        int servers,
        double kilowatts,
        double pue,
        double yuanPerKwh,
        double carbonGramsPerKwh,
        double yuanPerServer,
        double years,
        double tokensPerSecond,
        double providerYuanPerMillion) {

    private static final double DAYS_PER_YEAR = 365;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double HOURS_PER_DAY = 24;
    private static final double MILLION = 1e6;

    public Servers {
        require("servers", servers, 1, 10_000_000);
        require("kw", kilowatts, 0, 1000);
        require("pue", pue, 1, 10);
        require("tariff", yuanPerKwh, 0, 1000);
        require("carbon", carbonGramsPerKwh, 0, 5000);
        require("price", yuanPerServer, 0, 1e9);
        require("years", years, 0.1, 100);
        require("rate", tokensPerSecond, 0.001, 1e9);
        require("provider", providerYuanPerMillion, 0, 1e6);
    }

    /**
     * What they cost, running day and night.
     *
     * @param kwhPerServerDay energy of one in a day, cooling included
     * @param electricityPerServerDay yuan for that
     * @param electricityPerDay yuan for all
     * @param writeOffPerServerDay yuan of the purchase that a day uses up
     * @param perDay yuan for all, electricity and purchase
     * @param carbonKilogramsPerDay CO₂ of all
     * @param yuanPerMillionFull of a million tokens, when every server is always busy
     * @param breakEvenTokensPerDay of all servers: with more, one's own are cheaper than the provider; the largest number if that is free
     * @param breakEvenLoad the same as a share of what they can make; above 1 the provider is always cheaper
     */
    public record Costs(
            double kwhPerServerDay,
            double electricityPerServerDay,
            double electricityPerDay,
            double writeOffPerServerDay,
            double perDay,
            double carbonKilogramsPerDay,
            double yuanPerMillionFull,
            double breakEvenTokensPerDay,
            double breakEvenLoad) {

        /** Whether one's own servers can be cheaper at all. */
        public boolean canBreakEven() {
            return breakEvenLoad <= 1;
        }
    }

    /** A server is taken to draw the same power busy or idle, which favours the provider. */
    public Costs costs() {
        double kwh = kilowatts * pue * HOURS_PER_DAY;
        double electricity = kwh * yuanPerKwh;
        double writeOff = yuanPerServer / (years * DAYS_PER_YEAR);
        double perDay = servers * (electricity + writeOff);
        double capacity = servers * tokensPerSecond * SECONDS_PER_DAY;
        double breakEven = providerYuanPerMillion == 0 ? Double.MAX_VALUE : perDay / providerYuanPerMillion * MILLION;
        return new Costs(
                kwh,
                electricity,
                servers * electricity,
                writeOff,
                perDay,
                servers * kwh * carbonGramsPerKwh / 1000,
                perDay / capacity * MILLION,
                breakEven,
                breakEven / capacity);
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("'" + name + "' is " + value + "; expected " + least + " to " + most);
        }
    }
}
