// Generated from Models/aws/sts.json by `make models`; do not edit.
// swift-format-ignore-file

import Shapes

extension STSAPI {
}
