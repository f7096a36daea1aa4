@main struct ShapeGenerator { static func main() {} }
