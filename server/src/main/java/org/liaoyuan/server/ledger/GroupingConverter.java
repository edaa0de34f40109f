package org.liaoyuan.server.ledger;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** A grouping by its name in either case: addresses are written in lower case, types in upper. */
@Component
class GroupingConverter implements Converter<String, Grouping> {

    @Override
    public Grouping convert(String name) {
        return Grouping.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
