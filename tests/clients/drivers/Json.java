// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much JSON as requests need (objects, arrays, strings, true, whole numbers): Java brings no reader. */
class Json {
    private final String text;
    private int at = 0;

    private Json(String text) {
        this.text = text;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) new Json(text).value();
    }

    static List<String> strings(Object array) {
        return ((List<?>) array).stream().map(String.class::cast).toList();
    }

    static String write(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            out.append(c < ' ' || c == '"' || c == '\\' || c > '~' ? String.format("\\u%04x", (int) c) : c);
        }
        return out.append('"').toString();
    }

    private Object value() {
        switch (next()) {
        case '{':
            return members();
        case '[':
            return elements();
        case '"':
            return string();
        case 't':
            at += "rue".length();
            return true;
        default:
            int begin = at - 1;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                ++at;
            }
            return Integer.parseInt(text.substring(begin, at));
        }
    }

    private Map<String, Object> members() {
        var map = new LinkedHashMap<String, Object>();
        for (char c = next(); c != '}'; c = next()) {
            if (c == '"') {
                String name = string();
                next(); // the colon
                map.put(name, value());
            }
        }
        return map;
    }

    private List<Object> elements() {
        var list = new ArrayList<Object>();
        for (char c = next(); c != ']'; c = next()) {
            if (c != ',') {
                --at;
                list.add(value());
            }
        }
        return list;
    }

    private String string() {
        var out = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            if (escaped == 'u') {
                out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                int plain = "bfnrt".indexOf(escaped);
                out.append(plain < 0 ? escaped : "\b\f\n\r\t".charAt(plain));
            }
        }
        return out.toString();
    }

    private char next() {
        while (Character.isWhitespace(text.charAt(at))) {
            ++at;
        }
        return text.charAt(at++);
    }
}
