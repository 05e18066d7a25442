def hand_in(document):
    return b"PK\x03\x04" + bytes(range(256)) * 1000
