package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.openai.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What was said before: keeps responses, and puts conversations together from them. */
@Component
class History {

    private static final String PARAM = "previous_response_id";
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final ItemReader READER = new ItemReader(id -> Optional.empty());

    private final ResponseStore store;
    private final ResponsesSettings settings;
    private final JsonMapper json;

    History(ResponseStore store, ResponsesSettings settings, JsonMapper json) {
        this.store = store;
        this.settings = settings;
        this.json = json;
    }

    /**
     * A conversation up to a response.
     *
     * @param responses its responses' ids
     * @param items what was said in them; calls that were cut are left out, for nobody can have answered them
     */
    record Past(List<String> responses, List<Item> items) {

        static final Past NONE = new Past(List.of(), List.of());
    }

    /** @throws ApiException if that response, or one before it, is not there, or if they are too many */
    Past upTo(String id, Caller caller) {
        ResponseStore.Extent extent = store.extent(id, settings.mostChain(), caller);
        if (extent.responses() == 0) {
            throw notFound(id);
        }
        if (extent.responses() > settings.mostChain()
                || extent.characters() > settings.mostChainSize().toBytes()) {
            throw ApiException.invalid(
                    PARAM,
                    "The conversation before has more than " + settings.mostChain() + " responses or "
                            + settings.mostChainSize()
                            + "; begin a new one with what matters of it, or raise liaoyuan.responses.most-chain");
        }
        List<KeptResponse> chain = store.chain(id, settings.mostChain(), caller);
        chain.getFirst().previous().ifPresent(lost -> {
            throw notFound(lost);
        });
        List<Item> items = new ArrayList<>();
        for (KeptResponse kept : chain) {
            read(kept.input()).forEach(item -> items.add(item(item)));
            read(kept.output()).valueStream().filter(History::isWhole).forEach(item -> items.add(item(item)));
        }
        return new Past(chain.stream().map(KeptResponse::id).toList(), items);
    }

    private static boolean isWhole(JsonNode item) {
        return !item.path("type").asString("").equals("function_call")
                || item.path("status").asString("").equals("completed");
    }

    private Item item(JsonNode kept) {
        ArrayNode one = json.createArrayNode().add(kept);
        return READER.read(one, PARAM).getFirst().item();
    }

    private static ApiException notFound(String id) {
        return new ApiException(
                400,
                "invalid_request_error",
                "Previous response with id '" + id + "' not found: it was not stored, was deleted, or its time is over",
                PARAM,
                "previous_response_not_found");
    }

    /** An item of an earlier output. */
    Optional<JsonNode> item(String id, Caller caller) {
        return store.outputWith(id, caller)
                .flatMap(output -> read(output)
                        .valueStream()
                        .filter(item -> item.path("id").asString("").equals(id))
                        .findFirst());
    }

    /** The items that a response was made of, the first one first; empty if there is no such response. */
    List<JsonNode> inputOf(String id, Caller caller) {
        List<KeptResponse> chain = store.chain(id, settings.mostChain(), caller);
        List<JsonNode> items = new ArrayList<>();
        for (KeptResponse kept : chain) {
            read(kept.input()).forEach(items::add);
            if (!kept.id().equals(id)) {
                read(kept.output()).forEach(items::add);
            }
        }
        return items;
    }

    /** Keeps a response where that was asked for; if the database is away, the answer is not lost, and says that it is not kept. */
    Response keep(Response done, List<InputItem> input, Past past, Caller caller) {
        if (!done.store()) {
            return done;
        }
        KeptResponse kept = new KeptResponse(
                done.id(),
                Optional.ofNullable(done.previousResponseId()),
                json.writeValueAsString(input.stream().map(InputItem::json).toList()),
                json.writeValueAsString(done.output()),
                json.writeValueAsString(done));
        List<String> outputIds = done.output().stream().map(OutputItem::id).toList();
        try {
            store.keep(kept, outputIds, past.responses(), caller);
            return done;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("response {} could not be kept: it can't be followed", done.id(), e);
            return done.unkept();
        }
    }

    private JsonNode read(String document) {
        return json.readTree(document);
    }
}
