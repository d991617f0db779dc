class V3__code {}
