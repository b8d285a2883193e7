// The reference's crypto vectors (wechat §2.5, wecom §7), each verified with independent
// implementations before it came here.
#pragma once

#include <string_view>

namespace vectors {

using std::string_view_literals::operator""sv;

struct sealed {
    std::string_view name, token, key, receiver, timestamp, nonce, signature, encrypted;
    std::string_view random, message;
};

inline constexpr std::string_view key_1 = "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC";
inline constexpr std::string_view key_2 = "7A2Otx09cDUz1BnThgn6vkYIIa8uqt1hN9sFwzfnLFk";
inline constexpr std::string_view own_token = "orthoBotT0ken";
inline constexpr std::string_view own_app_id = "wx0123456789abcdef";

inline constexpr sealed wechat[] = {
    {"V1", "AAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "wxba5fad812f8e6fb9",
     "1714112445", "415670741", "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
     "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/"
     "ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+"
     "tE8NUd4yFyjPy7GgiaviNrlCTj+"
     "l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/"
     "P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=",
     "a8eedb185eb2fecf"sv,
     "{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\",\"CreateTime\":1714112445,\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"debug_str\":\"hello world\"}"sv},
    {"V2", "AAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "wxba5fad812f8e6fb9",
     "1713424427", "415670741", "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1",
     "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==",
     "707722b803182950"sv, "{\"demo_resp\":\"good luck\"}"sv},
    {"V3", "AAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "wx134c8103faa5a59e",
     "1715943329", "1590219412", "6c12a4205838198b8fa631b3220723bb07f1015c",
     "D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//"
     "1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/"
     "QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+"
     "RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/"
     "D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/"
     "rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/"
     "Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==",
     "1205899eaf019bbd"sv,
     "<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>\n<FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName>\n<CreateTime>1715943329</CreateTime>\n<MsgType><![CDATA[event]]></MsgType>\n<Event><![CDATA[debug_demo]]></Event>\n<debug_str><![CDATA[hello world]]></debug_str>\n</xml>"sv},
    {"V4", "spamtest", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx2c2769f8efd9abc2",
     "1410349438", "298025754", "003fee52ecc56afb46c00b5c7721be87860ce785",
     "mfBCs65c67CeJw22u4VT2TD73q5H06+ocrAIxswCaeZ/d/Lw0msSZFHY0teqgSYiI1zR2gD2DKrB3TIrmX/"
     "liNSDrGqS8jSI/"
     "WPeKB5VPr7Ezr7gomZAyGCwJSgT1TRFWPfONGJMxuj2nk4faTuspAuVIFQ6SHwZuJBZC7mcJp7Cgr9cUhATQWDbOPaE7u"
     "kZBTV2YqyzH+UI2AK+J1S47cE79k1RX8t0hcTz/"
     "O0hlK8DGXKnvYv88qKQcI7z4iaajqHfRVZKBNyOODabs+It+ZfM3dWTeFcPgDbGtIEnpt/EDtuuA/"
     "zMvtkaKdHdswPnVZQ+"
     "xdwbYr3ldGvfT8HlEYEgkgKaThxTFobVlwzu2ZkXCjicbP3xdr15Iq48ObgzPpqYuZ3IEoyggZDKClquk0u0orMck4GTF"
     "/XyE8yGzc4=",
     "78b55f1d91440c6b"sv,
     "<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName>\n<FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName>\n<CreateTime>1410349438</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[abcdteT]]></Content>\n<MsgId>6057404712141979648</MsgId>\n</xml>"sv},
    {"V5", "spamtest", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx2c2769f8efd9abc2",
     "1409735669", "1320562132", "5d197aaffba7e9b25a30732f161a50dee96bd5fa",
     "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+"
     "LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41I"
     "zDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+"
     "WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/"
     "HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+"
     "q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=",
     "89465c840c5f116f"sv,
     "<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName>\n<FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName>\n<CreateTime>1409735668</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[abcdteT]]></Content>\n<MsgId>6054768590064713728</MsgId>\n</xml>"sv},
    {"V6", "pamtest", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxb11529c136998cb6",
     "1409304348", "xxxxxx", "82c962d39941aa48552f90ef55aa323dc620cc10",
     "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==",
     "aaaabbbbccccdddd"sv, "我是中文abcd123"sv},
    {"P1", "orthoBotT0ken", "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC", "wx0123456789abcdef",
     "1735689600", "1928374650", "ebf02e640d32c3f629c362152b33c1a06994b745",
     "Hh96isAsjIpkHor5KEMSKVyKUDqVT+"
     "8xQ6zsjijZdtFvo8GR2QZGBj0HKLBHTcgJxc3kUlOVh7g8Y9ZaCaST1SSdVkgeU3jOviK55B6f9/"
     "Cq6si0ia4rj+"
     "wMobKO6SYDhH6YNdBy1LIRJOoAG6FeMlCChsGn8W5z0wkNsVg9i00ZrdTDrHDhTFFtWCJixhj7qbudCrooLCB3f7D87K2"
     "oAfBGeMwqWz4YZKsa9ZNeCwlwMYVkZTKxh154Lpa6+9Ct/h5K/"
     "MOtvCgO9V2L97ifz4mA2tgORuk+eSXthMQtKCV9UPVuPZZIFX+daW0BQulYvAiG4+zaQbh+"
     "B0yqU0vdXx1UwBIK7OZgp0aVD/"
     "hffMgfeQHzn5oTSM2DQ2DBAqnK5qJGla6fROtQia4N2gv5YTtw04dTRl2CBJRUuEh6mi0kAsZ2D5YYNgbWlsNUynNiKmK"
     "SBsW80R1YuhzLzNoOrQ==",
     "0123456789abcdef"sv,
     "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[oABCDEFGHIJKLMNOPQRSTUVWXYZ1]]></FromUserName><CreateTime>1735689600</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[膝盖疼😀....]]></Content><MsgId>24000000000000001</MsgId></xml>"sv},
    {"P2", "orthoBotT0ken", "7A2Otx09cDUz1BnThgn6vkYIIa8uqt1hN9sFwzfnLFk", "wx0123456789abcdef",
     "1735689600", "1928374650", "316d5095a1fd86d13a06c666e5e49a49c0d9ed30",
     "Fg2QYaGciwv6cHp1gMhGCOLsXv5Tr9o5tmFeNhVeVA9P2i/yLV/9ZsSrWFLMjXNTNF/"
     "n22+igUPBcLiuBepX5Id50CkfDDP3BtVLShoofd2dTgj3ezSy1U+"
     "Xn4BxC3tFCmg04jvhCPNe9bJEMCEiL8B4zahiMH4AUrOHuaNWdQgem6q+fFDHAXin5poEq5+"
     "ikPl5jFXdgP0bQNrhokO0kY1tjkEtdSy4jHhEvjPDZx3/"
     "MeQapstzuK3Gc7hGNAr4kClJFop0mMbyDETORUtj+zuRuDumAYT4HoHTlXkSq9zRY9HyqOxZ5lIQasKqDIlIE+"
     "GDdN7dAcm+"
     "LSECY9QkqkhKOW3OFIsal137wkL8cnV9LRqca0f5FKxosZ9lt0e8DlWdnum6N4R8uJKavHjTCsm6IeEasoG4DzxIehY7j"
     "+eS1OFLRTRyj7aUC+OLm2Raq1d+wUN+NhI/PLgWUADmzg==",
     "0123456789abcdef"sv,
     "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[oABCDEFGHIJKLMNOPQRSTUVWXYZ1]]></FromUserName><CreateTime>1735689600</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[膝盖疼😀....]]></Content><MsgId>24000000000000001</MsgId></xml>"sv},
    {"R1", "orthoBotT0ken", "2E11qIeof67j0zYIZrfH1rPCD8a5qz2eP5I13BIwNmC", "wx0123456789abcdef",
     "1735689601", "1928374650", "9faeb785a74230d54d3e646cb89e7e275c085c9c",
     "qJnTmCVFYZ0T/T9eN5oQ+QebvrlgD9+4OGMq+2eBISpK/9E9hdt8OOOt5Cz9lumx2vUyCwc542MxODUWZQQTUWCFFqD7/"
     "0mgR8fQoneeL1KKUdtgHQC2dVkl5qLZF6UrwEGFQ24xy4xVw6bOTKoZ78IFb/"
     "yOYeraUoOkqQ42g+LK2B3+c+oUNIankgjSAIMOWpNpc7YPJti66azkR0fcC1dc3jT7WVElm0cN5tUg/"
     "P6gETSNyQKhev16LsMu7qSzGMxynX2pQLbhEx+qxF+Gl9A3sT6DwtCzHbLUMBmMkf00S4OE9qxdEAQ4Xg6UjC+"
     "DYJN6Z4g3pmmBj2fKQY9KgGnZjUQbzYY3M/"
     "1EVQYJ0SXR+oNMOh4xMw0r0DQpS1tG0sUZtBlkdvx+ypi1CT+5tHel0HvxgmeKMvfYbG9Q/5I=",
     "fedcba9876543210"sv,
     "<xml><ToUserName><![CDATA[oABCDEFGHIJKLMNOPQRSTUVWXYZ1]]></ToUserName><FromUserName><![CDATA[gh_0123456789ab]]></FromUserName><CreateTime>1735689601</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[请回复 1 或 2。]]></Content></xml>"sv},
};

inline constexpr sealed wecom[] = {
    {"wecom V1", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7",
     "1409659589", "263014780", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
     "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
     "c41b64491c2468d0"sv, "1616140317555161061"sv},
    {"wecom V2", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7",
     "1409659813", "1372623149", "477715d11cdb4164915debcba66cb864d751f3e6",
     "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/"
     "0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/"
     "sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+"
     "6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+"
     "LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+"
     "BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+"
     "rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/"
     "T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
     "0960688932c47ef1"sv,
     "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>"sv},
    {"wecom V3", "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt",
     "ww1436e0e65a779aee", "1476416373", "47744683", "012bc692d0a58dd4b10f8dfe5c4ac00ae211ebeb",
     "fsi1xnbH4yQh0+PJxcOdhhK6TDXkjMyhEPA7xB2TGz6b+g7xyAbEkRxN/3cNXW9qdqjnoVzEtpbhnFyq6SVHyA==",
     "8908d0ff052afda0"sv, "1288432023552776189"sv},
    {"wecom V4", "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt",
     "ww1436e0e65a779aee", "1476422779", "1597212914", "0c3914025cb4b4d68103f6bfc8db550f79dcf48e",
     "Kl7kjoSf6DMD1zh7rtrHjFaDapSCkaOnwu3bqLc5tAybhhMl9pFeK8NslNPVdMwmBQTNoW4mY7AIjeLvEl3NyeTkAgGzB"
     "hzTtRLNshw2AEew+kkYcD+Fq72Kt00fT0WnN87hGrW8SqGc+NcT3mu87Ha3dz1pSDi6GaUA6A0sqfde0VJPQbZ9U+"
     "3JWcoD4Z5jaU0y9GSh010wsHF8KZD24YhmZH4ch4Ka7ilEbjbfvhKkNL65HHL0J6EYJIZUC2pFrdkJ7MhmEbU2qARR4iQ"
     "HE7wy24qy0cRX3Mfp6iELcDNfSsPGjUQVDGxQDCWjayJOpcwocugux082f49HKYg84EpHSGXAyh+/"
     "oxwaWbvL6aSDPOYuPDGOCI8jmnKiypE+",
     "694ce5a83ae07fe3"sv,
     "<xml><ToUserName>ww1436e0e65a779aee</ToUserName><FromUserName>ChenJiaShun</FromUserName><CreateTime>1476422779</CreateTime><MsgType>text</MsgType><Content>你好</Content><MsgId>1456453720</MsgId><AgentID>1000002</AgentID></xml>"sv},
    {"wecom V5", "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt",
     "ww1436e0e65a779aee", "1409659813", "1372623149", "e3647471e395139e2308c1fa963f2d648a00b90e",
     "cjhLUX7UU4yCSelv1vz7T0zT8huF51bAMVWriNvO1FMegHrQZNrtvRxbwf0fUPsFvwqR0U0fgiJNEA5Y30F2MoI2S7vv3"
     "EjVQ68C0cjw9frBoUE2Hj0BvFp9h3u6Vbsg4lc1C8AtHdaN8orKuNKkLRLuYEL52R1J3v8olJGZRLnRdVKIivixmX/"
     "eQpzgeExtp20jI1HxRP1AAZ6xZoILdqDPO549LO4WeG+"
     "685JRUTdiwcY5fjZlqeMxuT4PpMn1X9OWsS7NRj06Wa5E3Tvg4twjWp39KPfOdRte6P1T4JU=",
     "dDVXRx6kn1gOT43Q"sv,
     "{ \"ToUserName\": \"wx5823bf96d3bd56c7\", \"FromUserName\": :mycreate\", \"CreateTime\": 1409659813, \"MsgType\": \"text\", \"Content\": \"hello\", \"MsgId\": 4561255354251345929, \"AgentID\": 218}"sv},
    {"wecom V6", "kz7Yx62CH8SaLN", "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP",
     "ww6a112864f8022910", "1583995625", "1584392382", "f265ae551b1932727204c3d707628d01376a6940",
     "EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/"
     "R309I0P/"
     "r5pIZucK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhh"
     "OhK/"
     "nTwzrZX3SoGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA"
     "4OgaH55Q0AJmUpdT8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/"
     "Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdHiNqR328=",
     "\041\343\060\160\305\155\034\244\344\372\204\254\347\023\064\366"sv,
     "<xml><ToUserName><![CDATA[ww6a112864f8022910]]></ToUserName><FromUserName><![CDATA[foobar]]></FromUserName><CreateTime>1583995625</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[x123]]></Content><MsgId>2018405441</MsgId><AgentID>1000002</AgentID></xml>"sv},
    {"wecom V7", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "", "1760000000",
     "nonce-aibot-01", "c1f62253a7fc812963e54169fc2a4dff9057fbba",
     "sKqRbbiSUnDhFHOvPjtUMQmuYLGjQsM3wq7bL9ghUWifO1Fm9G6jgBN95uctz8jYknrAGyXoUoPcGGijBAgMeQ==",
     "0123456789abcdef"sv, "7777777777777777777"sv},
    {"wecom V8", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "", "1760000001",
     "nonce-aibot-02", "db5bc5094e6826925a0d10a1de6bee712a0d675c",
     "sKqRbbiSUnDhFHOvPjtUMTMqsMLbdA86q0c96jD/"
     "r6sEItMOnRJ6cY0tJn5bGm0JnYIVxsCFFhmJ0ENHBVqpvh9VZas8qpuEGPJdZGRjE8O0y4nGIqM9rYHfwpIzirGZLWRv3"
     "ZISY3DQuKU9EvTSV0Kd3KMtKZYjV49DffMQ3ODK+GwRh8GPejtUq7odZ+"
     "nM37kDqVpAWfN0G9RDWhC81JrcfhccPrYhQLroMqLgYLAuyt2tNN6hyfV7ii1yaHShWEKwJmI0X2AO4D9GRvzKFB+"
     "0w2K0fMMOVp+vivU0sizdTHTXRge8yGYpLcKFhKrNliWpekTr3iTfhuOi4X6dGQ==",
     "0123456789abcdef"sv,
     "{\"msgid\":\"m1\",\"aibotid\":\"aib1\",\"chattype\":\"single\",\"from\":{\"userid\":\"u1\"},\"response_url\":\"https://fake.invalid/cgi-bin/aibot/response?response_code=RC1\",\"msgtype\":\"text\",\"text\":{\"content\":\"膝盖痛，想预约\"}}"sv},
    {"wecom V9", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7",
     "1760000002", "1760000003", "7964dec0b7cd455389b5d6193dc81aadca606677",
     "P9TP8OO8ZpJE35Ha/"
     "87+5Cb44EOtvWk8GQLK0ch73RjRXtCCpsoOFEbsfq+"
     "tHrdGE9Z296VqmmsQaOJi1ZkMM4sAoTJDAOnfnqx4cH9SkE65DS1cVZRSPHhNw+"
     "IipovX4naif8D2XIN2NvkytrhayqVLry/aGdpW1RKYShVxjvLxR65MP0ST1OXvDWSv7ftkeIVlBe/WFFAyzZsrt/"
     "6RJRRBIuog1LQ73HyyE/"
     "VGCzi0vlMT5tLW7vZsXciuzk7zaEiS9Lyd7iyUVRY6SNiTRI6J6zjsyNtus+Xdp27tOyskyZFRJsJupI/"
     "BACsCPuQ3s5Ru6pT+2bquLpRSVqszB/Vu5n/"
     "Gjqrb3auzmGGE4pDUfUlZlSfXwDpN8oWCHpjEPl55rgxqTweMrkdxen2CdCZ2YQHfJru9f4InYRR3AYc=",
     "fedcba9876543210"sv,
     "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><CreateTime>1760000002</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[ENCtok1]]></Token><OpenKfId><![CDATA[wkOrtho01]]></OpenKfId></xml>"sv},
    {"wecom V10", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7",
     "1760000004", "n10", "a9a7360ea1fac263b0f420ae85d5c7c13da2895c",
     "sKqRbbiSUnDhFHOvPjtUMSs1k8K1CdhVATTBQNj5RGfr2SSogQPwiaREvDG6j+"
     "anDDTQGRPc5XVafaRf07vjdJWo03DV9aa/cArn/HDtV476heTTKpJSMh7JMO1cnA3V",
     "0123456789abcdef"sv, "xxxxxxxxxxxxxxxxxxxxxxxxxx"sv},
    {"wecom R1", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7",
     "1409659900", "r-nonce-1", "fcf328fc869cff10b91a21aa7dd676d2e116d816",
     "2JaQ0H0H/TuqGM/"
     "rDRTva3KQUehIFKQi0bfoHoWzf0ergVo9at9KTmGk08Ew6I2VFwnyDxCwqaVlvUgGX85lM2AsEFVeBt1prkkmvRTGXkX/"
     "Pw9eBsfANuWPbNqtld8NvBdFPUJdwrShHo7TLWSUhWNGqFfNUcXrW8PtsWhNRMT0T6n+/2U3rMOB4roY4FC3oST/"
     "RPesjiFt2Dlye4xYQoVylUD2R6O7SW6CIPnCz2MHCN9PwjgHPVtEEkuVL6EbSS0tq/nP0RQ0URwucVpxX/"
     "TmbIb1Uc3fQ1wrzalVqTUVDrumDWBA/NvmbOCAb2+WOwlm603FS+cMWsI0YRC8H4/"
     "++g0Ibez656CmXudq+NZj5Zd31seRYZS3njkQxuzg",
     "aaaaaaaaaaaaaaaa"sv,
     "<xml><ToUserName><![CDATA[mycreate]]></ToUserName><FromUserName><![CDATA[wx5823bf96d3bd56c7]]></FromUserName><CreateTime>1409659900</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，请选择：1.膝 2.髋]]></Content></xml>"sv},
    {"wecom R2", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "", "1760000001",
     "nonce-aibot-02", "91340bc1494e4bd084c5bf7574ac2f24306b2508",
     "5E3PQMOs0sDXj07fjAt1j+wa38txSePp0xMj32YoAGQ=", "bbbbbbbbbbbbbbbb"sv, "{}"sv},
    {"wecom R3", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "", "1760000001",
     "nonce-aibot-02", "deda39069e6b9e3f2c39222b462e035d7720f5c5",
     "TpNVIESmsbIEu4miJY+0Wt/"
     "X4O2HS18QP0VjdErWboDtegWGEgIqeGuXNS0q93Tm2LfTfDhjUJATfgPDd9HKjBHcwMu6uOucAu6P66D9Ln804NDSIX2w"
     "kjiK7mgYzkBGp6Yd3xt5yDFK5JK/Z0WK6hWLQ5nhTxVRsjpCnMoVjHU=",
     "cccccccccccccccc"sv,
     "{\"msgtype\":\"stream\",\"stream\":{\"id\":\"s1\",\"finish\":true,\"content\":\"请点击预约\"}}"sv},
};

// A compatible-mode body as the platform sent it: V5 with its plaintext copy.
inline constexpr std::string_view compatible_body =
    "<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></"
    "ToUserName><FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></"
    "FromUserName><CreateTime>1409735668</CreateTime><MsgType><![CDATA[text]]></"
    "MsgType><Content><![CDATA[abcdteT]]></Content><MsgId>6054768590064713728</"
    "MsgId><Encrypt><![CDATA[hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+"
    "LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41Iz"
    "DWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+"
    "WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/"
    "HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+"
    "q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=]]></Encrypt></xml>";

struct unacceptable {
    std::string_view name, timestamp, nonce, signature, encrypted;
    int code;
};

// Signed with own_token, so that each reaches its stage; sealed with key_1.
inline constexpr unacceptable wechat_negative[] = {
    {"N1 other appid", "1735689600", "1928374650", "f53340d8d8863931ee2ffda5598c3f26b3cf5d86",
     "Hh96isAsjIpkHor5KEMSKZwMr4LproiqQy3bkfnNtAOWU1KpG8HmfDKglO64Hvkvw4bzFshyZMJeL2n5yCedCA==",
     -40005},
    {"N2 msg_len 0x7fffffff", "1735689600", "1928374650",
     "fa9fc5933f90474802b0d749dc60aea89a7374ff",
     "Hh96isAsjIpkHor5KEMSKWCrLl+XUUOxcixZYXiwyzCMEvMkNvYOUcTgZPjaXKJSgKNzQbfTv+CX2AOvK3WTxQ==",
     -40008},
    {"N3 msg_len 0xffffffff", "1735689600", "1928374650",
     "87cd1834f3d2cfba5b984a80dd51a7e3129c36ad",
     "Hh96isAsjIpkHor5KEMSKXzRfcyuJcXraMbpo6BoE0e8KytxcjRnUjae5Yd3gC19oc5Ckn9MbvWFzYqixaJI6A==",
     -40008},
    {"N4 pad byte 0", "1735689600", "1928374650", "b273bdc09734cda90acc021e9674b1c82a30e2b7",
     "Hh96isAsjIpkHor5KEMSKWkPRN6uUj4ZM6HrWW+HpKWyPm0pXmNn+0fsP+h9r7G0XouBF0Vl/Gso7zeX7qjLcQ==",
     -40007},
    {"N5 pad byte 33", "1735689600", "1928374650", "fb92b04f47cf772d597e256f9a041adebd5026ec",
     "Hh96isAsjIpkHor5KEMSKWkPRN6uUj4ZM6HrWW+HpKWyPm0pXmNn+0fsP+h9r7G05NYpidYw+en8GogDloIsrA==",
     -40007},
    {"N6 last pad byte right, others 0", "1735689600", "1928374650",
     "57c3517c0f419641296c2bc737cb7b9df41763cd",
     "Hh96isAsjIpkHor5KEMSKWkPRN6uUj4ZM6HrWW+HpKWyPm0pXmNn+0fsP+h9r7G0P3c5QzKNITkQNsX2r4EGUQ==",
     -40007},
    {"N7 48 bytes (×16, not ×32)", "1735689600", "1928374650",
     "75ebffd7416a186dc5dc3d92289866dd04497134",
     "Hh96isAsjIpkHor5KEMSKWkPRN6uUj4ZM6HrWW+HpKWtXpiIRkdnZ5rJFLeRtf7+", -40007},
    {"N8 no appid", "1735689600", "1928374650", "0ac3a60064d0e67bc332b63997ce37dcefc7ee09",
     "Hh96isAsjIpkHor5KEMSKQqmg00EH38mDHd4jRrsEvM=", -40008},
    {"N9 20 bytes only", "1735689600", "1928374650", "9192f2c0c1dce65fc65901ad5e1f7f248db94e81",
     "Hh96isAsjIpkHor5KEMSKTADUg7IBc6NbmdlUTLwm4M=", -40008},
    {"N10 bad base64 (`!!!!`)", "1735689600", "1928374650",
     "19f316f127f0bed840880f6fa232bd261752ad51",
     "!!!!isAsjIpkHor5KEMSKZwMr4LproiqQy3bkfnNtAOWU1KpG8HmfDKglO64Hvkvw4bzFshyZMJeL2n5yCedCA==",
     -40010},
};

// WeCom counts bad padding as -40008, we as -40007; both refuse.
inline constexpr unacceptable wecom_negative[] = {
    {"N1", "1760000010", "n1", "2816a648b83f3a0f571f6b94ca791b7b932bb03f",
     "sKqRbbiSUnDhFHOvPjtUMcCH6ZQ849mRU831Gym/nHRHx0+KAqpJEzPrlvWtbUjizuAFZ93u4+s7PSyzHQFCuQ==",
     -40007},
    {"N2", "1760000011", "n2", "227078f794ee98553fbd97209e661cf963e15ed6",
     "sKqRbbiSUnDhFHOvPjtUMcCH6ZQ849mRU831Gym/nHTQ+a3O/FSUjDjcVOH5j5RkTaiav6jLkP5BasT5XVxdaQ==",
     -40007},
    {"N3", "1760000012", "n3", "e437c0024803d0416f061abd1ef0ca472af6e987",
     "sKqRbbiSUnDhFHOvPjtUMfGTA/c526q3bXcadA43kWIYsX5WEfgDoL5VMMRzWAtzaR7vFKzWx9xEd3i0PIMjhg==",
     -40008},
    {"N4", "1760000013", "n4", "c237a81c809f5f88c60e2bf33457706a6e713e7f",
     "sKqRbbiSUnDhFHOvPjtUMcCH6ZQ849mRU831Gym/nHTiEM1py3PaEOVMXeUpsS4Blebg25N9tpXkPWg2IijH/A==",
     -40005},
    {"N5", "1760000014", "n5", "0b286c0da7eab7b35fee551371f9d7df0ac3105a",
     "sKqRbbiSUnDhFHOvPjtUMUB8G1INXQVGGqibtjzgQ7c=", -40008},
};

}  // namespace vectors
