package io.xiaohu.trust.jdbc;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.ContactRegistry;
import io.xiaohu.trust.OfficialContact;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The contacts of the demo. A real installation starts with none: showing a customer somebody
 * else's hotline would be worse than showing none.
 */
@Component
@Profile("demo")
class DemoContacts implements SmartInitializingSingleton {

    private static final List<OfficialContact> CONTACTS =
            List.of(
                    new OfficialContact(ContactKind.DOMAIN, "xiaohu-wallet.example"),
                    new OfficialContact(ContactKind.PHONE, "400-000-7281"),
                    new OfficialContact(ContactKind.EMAIL, "care@xiaohu-wallet.example"),
                    new OfficialContact(ContactKind.WECHAT, "xiaohu-care"),
                    new OfficialContact(ContactKind.QQ, "1000007281"),
                    new OfficialContact(ContactKind.WEIBO, "小狐钱包客服"));

    private final ContactRegistry contacts;

    DemoContacts(ContactRegistry contacts) {
        this.contacts = contacts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        CONTACTS.forEach(contacts::addAtConsole);
    }
}
