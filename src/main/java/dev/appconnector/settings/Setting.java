package dev.appconnector.settings;

import java.util.Locale;

/** What an operator can set, with the name and the default of each; {@code application.properties} repeats both. */
public enum Setting {
    HOST("appconnector.host", "127.0.0.1"),
    PORT("appconnector.port", "8080"),
    ENVIRONMENT("appconnector.environment", ""),
    CORS_ORIGINS("appconnector.cors.origins", ""),
    TRUSTED_PROXIES("appconnector.trusted-proxies", ""),
    TLS_CERTIFICATE("appconnector.tls.certificate", ""),
    TLS_KEY("appconnector.tls.key", ""),
    ROUTES_FOLDER("appconnector.routes.folder", "routes"),
    ROUTES_ACCESS("appconnector.routes.access", ""),
    OPERATIONS_HOST("appconnector.operations.host", "127.0.0.1"),
    OPERATIONS_PORT("appconnector.operations.port", "9876"),
    METRICS_CAMEL("appconnector.metrics.camel", "false"),
    LOG_FORMAT("appconnector.log.format", "text"),
    LOG_LEVEL("appconnector.log.level", "info"),
    TRACES_URL("appconnector.traces.url", ""),
    DATA("appconnector.data", "data"),
    DB_URL("appconnector.db.url", ""),
    DB_USER("appconnector.db.user", ""),
    DB_PASSWORD("appconnector.db.password", ""),
    MASTER_KEY("appconnector.master-key", ""),
    ADMIN_KEY("appconnector.admin-key", ""),
    EGRESS_ALLOW("appconnector.egress.allow", ""),
    EGRESS_DENY("appconnector.egress.deny", ""),
    EGRESS_PLAIN_HTTP("appconnector.egress.plain-http", "false"),
    EGRESS_PROXY("appconnector.egress.proxy", ""),
    SECRETS_ENV("appconnector.secrets.env", ""),
    SECRETS_FILES("appconnector.secrets.files", ""),
    OIDC_ISSUER("appconnector.oidc.issuer", ""),
    OIDC_AUDIENCE("appconnector.oidc.audience", ""),
    OIDC_ROLES_CLAIM("appconnector.oidc.roles-claim", "roles"),
    OIDC_CONNECTORS_CLAIM("appconnector.oidc.connectors-claim", ""),
    OIDC_ACTIVITIES_CLAIM("appconnector.oidc.activities-claim", ""),
    MAX_STALENESS("appconnector.max-staleness", "1s"),
    TIMEOUT_DEFAULT("appconnector.timeout.default", "30s"),
    TIMEOUT_MAX("appconnector.timeout.max", "5m"),
    REQUEST_MAX_BYTES("appconnector.request.max-bytes", "10485760"),
    RUNS_KEEP_BODIES("appconnector.runs.keep-bodies", "7d"),
    RUNS_KEEP("appconnector.runs.keep", "90d"),
    AUDIT_KEEP("appconnector.audit.keep", "400d"),
    DELIVERIES_URI("appconnector.deliveries.uri", "direct:deliver-run"),
    DELIVERIES_BROKER_URL("appconnector.deliveries.broker.url", ""),
    DELIVERIES_BROKER_USER("appconnector.deliveries.broker.user", ""),
    DELIVERIES_BROKER_PASSWORD("appconnector.deliveries.broker.password", "");

    private final String key;
    private final String defaultText;

    Setting(String key, String defaultText) {
        this.key = key;
        this.defaultText = defaultText;
    }

    public String key() {
        return key;
    }

    /** The environment variable that overrides the file. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** As one would write it into the file; empty where there is none. */
    String defaultText() {
        return defaultText;
    }

    /** Whether the value stays out of every message: the URL of a database or a broker often carries a password. */
    boolean secret() {
        return switch (this) {
            case DB_URL, DB_PASSWORD, ADMIN_KEY, DELIVERIES_BROKER_URL, DELIVERIES_BROKER_PASSWORD -> true;
            default -> false;
        };
    }

    /** The text without the blanks around it, which are part of a password alone. */
    String trim(String text) {
        return this == DB_PASSWORD || this == DELIVERIES_BROKER_PASSWORD ? text : text.strip();
    }
}
