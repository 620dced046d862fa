package dev.appconnector.storage;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** Reads a row's columns in our types, whichever way the database's driver hands them out. */
public record Row(Map<String, Object> columns) {

    /** What a route's {@code sql:} step with {@code outputType=SelectOne} left: null where there was no row. */
    @SuppressWarnings("unchecked")
    public static Row of(Object selected) {
        return selected == null ? null : new Row((Map<String, Object>) selected);
    }

    /** The form in which an instant goes into a statement on both databases. */
    public static OffsetDateTime timestamp(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public UUID uuid(String column) {
        return (UUID) columns.get(column);
    }

    public String text(String column) {
        return (String) columns.get(column);
    }

    public long number(String column) {
        return ((Number) columns.get(column)).longValue();
    }

    public boolean flag(String column) {
        return (Boolean) columns.get(column);
    }

    public byte[] bytes(String column) {
        return (byte[]) columns.get(column);
    }

    /** Null where the column is. */
    public Instant instant(String column) {
        Object value = columns.get(column);
        if (value == null) {
            return null;
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) value).toInstant();
    }
}
