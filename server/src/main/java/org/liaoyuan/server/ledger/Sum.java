package org.liaoyuan.server.ledger;

/**
 * Several requests together.
 *
 * @param name the day, model, person, organisation or key; empty for requests that name none
 * @param requests how many, refused ones included
 * @param failed of these, refused or failed
 * @param tokensIn tokens of prompts
 * @param tokensOut tokens generated
 * @param tokensCached of the prompts', how many were computed before
 * @param joules energy of the computing
 * @param facilityJoules with cooling
 * @param measured whether every joule was read from a meter
 * @param electricityYuan price of the energy
 * @param providerYuan what providers charge
 * @param yuan both
 * @param carbonGrams CO₂
 */
public record Sum(
        String name,
        long requests,
        long failed,
        long tokensIn,
        long tokensOut,
        long tokensCached,
        double joules,
        double facilityJoules,
        boolean measured,
        double electricityYuan,
        double providerYuan,
        double yuan,
        double carbonGrams) {}
