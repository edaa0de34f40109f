package org.liaoyuan.server.model.internal.remote;

import java.util.Arrays;
import java.util.List;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import tools.jackson.databind.JsonNode;

/** What a provider says of documents: in any order, each with its place. */
record RerankResults(String provider, JsonNode answer) {

    /**
     * In the order of the documents.
     *
     * @throws RemoteException if it is not one score for each of so many documents
     */
    List<Double> scores(int documents) {
        double[] scores = new double[documents];
        Arrays.fill(scores, Double.NaN);
        for (JsonNode result : answer.path("results")) {
            int index = result.path("index").asInt(-1);
            double score = result.path("relevance_score").asDouble(Double.NaN);
            if (index < 0 || index >= documents || !Double.isFinite(score)) {
                throw garbage("scored document " + result.path("index") + " with " + result.path("relevance_score")
                        + "; expected a number for 0 to " + (documents - 1));
            }
            scores[index] = score;
        }
        long missing = Arrays.stream(scores).filter(Double::isNaN).count();
        if (missing > 0) {
            throw garbage("left " + missing + " of " + documents + " documents without a score");
        }
        return Arrays.stream(scores).boxed().toList();
    }

    private RemoteException garbage(String what) {
        return new RemoteException(new RemoteFailure.Garbage(provider + " " + what));
    }
}
