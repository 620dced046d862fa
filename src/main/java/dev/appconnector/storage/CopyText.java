package dev.appconnector.storage;

/** Rows in the text that PostgreSQL's COPY reads: a line each, with its columns apart by tabs. For one thread. */
public final class CopyText {

    private final StringBuilder text = new StringBuilder();
    private boolean rowHasBegun;

    /** The next column of the row: its value as text, or none for null. */
    public CopyText add(Object value) {
        if (rowHasBegun) {
            text.append('\t');
        }
        rowHasBegun = true;
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value.toString());
        }
        return this;
    }

    private void escape(String value) {
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            String instead =
                    switch (value.charAt(i)) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> null;
                    };
            if (instead != null) {
                text.append(value, written, i).append(instead);
                written = i + 1;
            }
        }
        text.append(value, written, value.length());
    }

    public void endRow() {
        text.append('\n');
        rowHasBegun = false;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
