package org.liaoyuan.server.ledger;

/**
 * Hours of the day with a price of their own.
 *
 * @param from first hour, 0 to 23
 * @param to the hour at which it ends, 0 to 24; one before {@code from} is the next day's
 * @param yuanPerKwh the price of a kilowatt-hour
 */
public record TariffBand(int from, int to, double yuanPerKwh) {}
