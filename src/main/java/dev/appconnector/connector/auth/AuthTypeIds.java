package dev.appconnector.connector.auth;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;

/** Tells Jackson the type by the contract's word, as {@link AuthTypes} lists them. Jackson makes one. */
final class AuthTypeIds extends TypeIdResolverBase {

    private JavaType auth;

    @Override
    public void init(JavaType base) {
        auth = base;
    }

    @Override
    public String idFromValue(Object value) {
        return AuthTypes.name((Auth) value);
    }

    @Override
    public String idFromValueAndType(Object value, Class<?> suggested) {
        return idFromValue(value);
    }

    @Override
    public JavaType typeFromId(DatabindContext context, String id) {
        return context.constructSpecializedType(auth, AuthTypes.form(id));
    }

    @Override
    public JsonTypeInfo.Id getMechanism() {
        return JsonTypeInfo.Id.CUSTOM;
    }
}
