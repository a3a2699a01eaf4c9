package org.evenkeel.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jackson set up for the wire: plain JSON only, no duplicate names, nothing after the object, bounded depth and size.
 *
 * @param factory for generators; leaves the caller's stream open
 * @param mapper for trees
 */
record Json(JsonFactory factory, JsonMapper mapper) {

    /** Deeper than any message; a sync's members are at depth 4. */
    private static final int DEEPEST = 8;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_NUMBER = 20;

    /**
     * @param bytes largest document that is read
     */
    static Json bounded(int bytes) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxDocumentLength(bytes)
                        .maxStringLength(bytes)
                        .maxNameLength(LONGEST_NAME)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build();
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                        .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                        .build();
        JsonMapper mapper = JsonMapper.builder(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
        return new Json(factory, mapper);
    }

    /**
     * Parses one document. The parser's own complaint is not passed on: it may quote what was sent.
     *
     * @throws BadMessage when it is not exactly one JSON document within the bounds
     */
    JsonNode tree(byte[] utf8) throws BadMessage {
        try {
            return mapper.readTree(utf8);
        } catch (JacksonException e) {
            throw new BadMessage(ErrorCode.BAD_MESSAGE, "message: not plain JSON within the bounds");
        }
    }
}
