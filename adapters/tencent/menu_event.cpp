#include "adapters/tencent/menu_event.h"

#include "adapters/tencent/xml_numbers.h"

namespace adapters::tencent {

position_event read_position(const flat_xml& xml) {
    return {decimal_of(xml.text("Latitude")), decimal_of(xml.text("Longitude")),
            decimal_of(xml.text("Precision"))};
}

click_event read_click(const flat_xml& xml) {
    return {xml.text("EventKey")};
}

scan_code_event read_scan_code(const flat_xml& xml, bool waits) {
    scan_code_event event{xml.text("EventKey"), {}, {}, waits};
    if (const auto* info = xml.field("ScanCodeInfo")) {
        event.scan_type = xml.text_in(*info, "ScanType");
        event.scan_result = xml.text_in(*info, "ScanResult");
    }
    return event;
}

photos_event read_photos(const flat_xml& xml) {
    photos_event event{xml.text("EventKey"), {}, {}};
    if (const auto* info = xml.field("SendPicsInfo")) {
        event.count = integer_of(xml.text_in(*info, "Count"));
        // Several PicList elements may occur.
        for (const xml_element& each : xml.inside(*info))
            if (each.name == "PicMd5Sum") event.md5_sums.push_back(each.text);
    }
    return event;
}

place_event read_place(const flat_xml& xml) {
    place_event event{xml.text("EventKey"), {}, {}, {}, {}, {}};
    if (const auto* info = xml.field("SendLocationInfo")) {
        event.latitude = decimal_of(xml.text_in(*info, "Location_X"));
        event.longitude = decimal_of(xml.text_in(*info, "Location_Y"));
        event.scale = integer_of(xml.text_in(*info, "Scale"));
        event.label = xml.text_in(*info, "Label");
        event.poi_name = xml.text_in(*info, "Poiname");
    }
    return event;
}

}  // namespace adapters::tencent
