package io.xiaohu.site.web;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.site.Incident;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What was told about services, as an Atom feed (RFC 4287): an entry each, with all its updates.
 */
final class StatusFeed {

    private static final Texts TEXTS = Texts.of("site");
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final String page;
    private final String self;
    private final Locale locale;

    /**
     * @param page where people read it
     * @param self where the feed is
     */
    StatusFeed(String page, String self, Locale locale) {
        this.page = page;
        this.self = self;
        this.locale = locale;
    }

    byte[] write(List<Incident> told, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            text(xml, "id", page);
            text(xml, "title", TEXTS.get(locale, "name") + " · " + TEXTS.get(locale, "status"));
            text(
                    xml,
                    "updated",
                    told.stream()
                            .map(Incident::changedAt)
                            .max(Instant::compareTo)
                            .orElse(now)
                            .toString());
            link(xml, "self", self);
            link(xml, "alternate", page);
            xml.writeStartElement("author");
            text(xml, "name", TEXTS.get(locale, "name"));
            xml.writeEndElement();
            for (Incident one : told) {
                entry(xml, one);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private void entry(XMLStreamWriter xml, Incident one) throws XMLStreamException {
        boolean english = locale.equals(Languages.ENGLISH);
        xml.writeStartElement("entry");
        text(xml, "id", "urn:uuid:" + one.id());
        text(xml, "title", english ? one.titleEn() : one.titleZh());
        text(xml, "published", one.madeAt().toString());
        text(xml, "updated", one.changedAt().toString());
        link(xml, "alternate", page + "#" + one.id());
        text(
                xml,
                "content",
                one.updates().stream()
                        .map(update ->
                                Stream.of(
                                                Written.time(update.at(), locale),
                                                TEXTS.get(locale, "incident." + update.state()),
                                                english ? update.textEn() : update.textZh())
                                        .filter(part -> !part.isEmpty())
                                        .collect(Collectors.joining(" · ")))
                        .collect(Collectors.joining("\n")));
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String href)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", href);
    }
}
