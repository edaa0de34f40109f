package org.liaoyuan.engine.template;

import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import java.beans.FeatureDescriptor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Python's strings, lists and dicts that chat templates call. No other method is called: Java's own, which
 * jinjava would reach by reflection, can be made to take gigabytes ({@code repeat}) or years ({@code matches}).
 */
final class PythonMethods extends ELResolver {

    /** Longest text that a method may make. */
    static final int MOST_CHARACTERS = 1 << 20;

    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?> @Nullable [] types, Object @Nullable [] given) {
        if (base instanceof Filter || base instanceof ExpTest) {
            return null; // jinjava runs its own language by calls, too: it goes on
        }
        Object[] arguments = given == null ? new Object[0] : given;
        context.setPropertyResolved(true);
        String name = String.valueOf(method);
        return switch (base) {
            case String text -> ofText(text, name, arguments);
            case Map<?, ?> map -> ofMap(map, name, arguments);
            case List<?> list when name.equals("append") -> append(list, arguments);
            case null, default -> throw noSuch(name);
        };
    }

    private static Object ofText(String text, String method, Object[] arguments) {
        String first = arguments.length > 0 ? String.valueOf(arguments[0]) : "";
        return switch (method) {
            case "strip", "trim" -> strip(text, arguments, true, true);
            case "lstrip" -> strip(text, arguments, true, false);
            case "rstrip" -> strip(text, arguments, false, true);
            case "startswith", "startsWith" -> text.startsWith(first);
            case "endswith", "endsWith" -> text.endsWith(first);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "find" -> (long) text.indexOf(first);
            case "replace" -> replace(text, first, arguments.length > 1 ? String.valueOf(arguments[1]) : "");
            case "split" -> split(text, arguments);
            default -> throw noSuch(method);
        };
    }

    private static String strip(String text, Object[] arguments, boolean left, boolean right) {
        if (arguments.length == 0) {
            String rest = left ? text.stripLeading() : text;
            return right ? rest.stripTrailing() : rest;
        }
        String unwanted = String.valueOf(arguments[0]);
        int from = 0;
        int to = text.length();
        while (left && from < to && unwanted.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (right && to > from && unwanted.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static List<String> split(String text, Object[] arguments) {
        if (arguments.length == 0) {
            return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
        }
        String separator = String.valueOf(arguments[0]);
        if (separator.isEmpty()) {
            throw new ELException("split() has an empty separator");
        }
        int most = arguments.length > 1 && arguments[1] instanceof Number n && n.intValue() >= 0
                ? Math.min(n.intValue(), MOST_CHARACTERS) + 1
                : -1;
        return Arrays.asList(text.split(Pattern.quote(separator), most));
    }

    /** Refuses before it takes the memory. */
    static String replace(String text, String old, String fresh) {
        if ((text.length() + 1L) * Math.max(1, fresh.length()) > MOST_CHARACTERS * 16L) {
            throw new ELException("replace() would make more than " + MOST_CHARACTERS + " characters");
        }
        return text.replace(old, fresh);
    }

    private static @Nullable Object ofMap(Map<?, ?> map, String method, Object[] arguments) {
        return switch (method) {
            case "items" ->
                map.entrySet().stream()
                        .map(e -> Arrays.asList(e.getKey(), e.getValue()))
                        .toList();
            case "keys" -> List.copyOf(map.keySet());
            case "values" -> Arrays.asList(map.values().toArray());
            case "get" -> {
                Object found = arguments.length > 0 ? map.get(arguments[0]) : null;
                yield found != null || arguments.length < 2 ? found : arguments[1];
            }
            default -> throw noSuch(method);
        };
    }

    @SuppressWarnings("unchecked") // jinjava's lists take anything, and bound their length
    private static Object append(List<?> list, Object[] arguments) {
        for (Object each : arguments) {
            ((List<Object>) list).add(each);
        }
        return "";
    }

    private static ELException noSuch(String method) {
        return new ELException("'" + method + "' is no method that a chat template may call");
    }

    @Override
    public @Nullable Object getValue(ELContext context, Object base, Object property) {
        return null; // jinjava's own resolvers are asked next
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        // nothing can be set
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, Object base) {
        return null;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return List.<FeatureDescriptor>of().iterator();
    }
}
