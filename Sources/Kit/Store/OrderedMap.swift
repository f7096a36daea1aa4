/// A dictionary ordered by key whose copies share what they have in common: taking a copy costs
/// nothing, and changing one afterwards copies only the path to the change.
///
/// That is what makes a snapshot of a view, and a revision of the memory store, cheap to keep
/// while writes go on. It is a B+ tree whose nodes are values; the arrays in them are shared until
/// they are written. Lookups and changes take O(log n), iteration O(1) a step.
package struct OrderedMap<MapKey: Comparable & Sendable, Value: Sendable>: Sendable {
    /// A key and its value.
    package typealias Element = (key: MapKey, value: Value)

    /// Entries of a leaf, or children of a branch, before it is split. Small enough that a copied
    /// path stays cheap, large enough for a flat tree: four levels hold a million entries.
    private static var capacity: Int { 48 }

    /// A leaf holds keys and their values. A branch holds children, and for each a key that is not
    /// above any key in it and not below any key of the child before.
    fileprivate struct Node: Sendable {
        var keys: [MapKey] = []
        var values: [Value] = []
        var children: [Node] = []

        var isLeaf: Bool { children.isEmpty }
    }

    private var root = Node()

    /// The number of entries.
    package private(set) var count = 0

    /// An empty map.
    package init() {}

    /// Whether there is no entry.
    package var isEmpty: Bool { count == 0 }

    /// The value of a key; setting nil removes it.
    package subscript(key: MapKey) -> Value? {
        get {
            var node = root
            while !node.isLeaf { node = node.children[node.child(for: key)] }
            let index = node.lowerBound(key)
            return node.matches(key, at: index) ? node.values[index] : nil
        }
        set {
            if let newValue {
                updateValue(newValue, forKey: key)
            } else {
                removeValue(forKey: key)
            }
        }
    }

    /// Sets the value of a key; what it was before.
    @discardableResult
    package mutating func updateValue(_ value: Value, forKey key: MapKey) -> Value? {
        let (old, sibling) = root.update(key, value, capacity: Self.capacity)
        if let sibling {
            let left = root
            root = Node(keys: [left.keys[0], sibling.keys[0]], children: [left, sibling])
        }
        if old == nil { count += 1 }
        return old
    }

    /// Removes a key; what it was before.
    @discardableResult
    package mutating func removeValue(forKey key: MapKey) -> Value? {
        guard let old = root.remove(key, capacity: Self.capacity) else { return nil }
        count -= 1
        while root.children.count == 1 { root = root.children[0] }
        if count == 0 { root = Node() }
        return old
    }
}

extension OrderedMap.Node {
    /// The index of the first key that is not below `key`.
    func lowerBound(_ key: MapKey) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func matches(_ key: MapKey, at index: Int) -> Bool {
        index < keys.count && keys[index] == key
    }

    /// The child of a branch in which `key` belongs.
    func child(for key: MapKey) -> Int {
        let index = lowerBound(key)
        if matches(key, at: index) { return index }
        return max(0, index - 1)
    }

    /// Sets a key below this node. When that overfills it, it keeps the first half and the second
    /// comes back.
    mutating func update(_ key: MapKey, _ value: Value, capacity: Int) -> (Value?, Self?) {
        if isLeaf {
            let index = lowerBound(key)
            if matches(key, at: index) {
                let old = values[index]
                values[index] = value
                return (old, nil)
            }
            keys.insert(key, at: index)
            values.insert(value, at: index)
        } else {
            let index = child(for: key)
            if key < keys[index] { keys[index] = key }
            let (old, sibling) = children[index].update(key, value, capacity: capacity)
            guard let sibling else { return (old, nil) }
            keys.insert(sibling.keys[0], at: index + 1)
            children.insert(sibling, at: index + 1)
            if keys.count <= capacity { return (old, nil) }
            return (old, split())
        }
        return (nil, keys.count > capacity ? split() : nil)
    }

    private mutating func split() -> Self {
        let middle = keys.count / 2
        var sibling = Self()
        sibling.keys = Array(keys[middle...])
        keys.removeSubrange(middle...)
        if isLeaf {
            sibling.values = Array(values[middle...])
            values.removeSubrange(middle...)
        } else {
            sibling.children = Array(children[middle...])
            children.removeSubrange(middle...)
        }
        return sibling
    }

    /// Removes a key below this node, and joins the child that it was in with a neighbour when the
    /// two have become small. Nodes are not kept half full: a map that shrinks stays shallow
    /// enough without.
    mutating func remove(_ key: MapKey, capacity: Int) -> Value? {
        if isLeaf {
            let index = lowerBound(key)
            guard matches(key, at: index) else { return nil }
            keys.remove(at: index)
            return values.remove(at: index)
        }
        let index = child(for: key)
        guard let old = children[index].remove(key, capacity: capacity) else { return nil }
        let size = children[index].keys.count
        if size == 0 {
            keys.remove(at: index)
            children.remove(at: index)
        } else if size < capacity / 4, children.count > 1 {
            let left = index > 0 ? index - 1 : 0
            if children[left].keys.count + children[left + 1].keys.count <= capacity * 3 / 4 {
                let right = children.remove(at: left + 1)
                keys.remove(at: left + 1)
                children[left].keys += right.keys
                children[left].values += right.values
                children[left].children += right.children
            }
        }
        return old
    }
}

extension OrderedMap: Sequence {
    /// The entries in rising order of key.
    package func makeIterator() -> Iterator {
        Iterator(root)
    }

    /// The entries whose key is not below `bound`, in rising order.
    package func entries(from bound: MapKey) -> IteratorSequence<Iterator> {
        IteratorSequence(Iterator(root, from: bound))
    }

    /// Walks the entries in order; the map it came from may change meanwhile.
    package struct Iterator: IteratorProtocol {
        private var path: [(node: Node, index: Int)] = []

        fileprivate init(_ root: Node, from bound: MapKey? = nil) {
            var node = root
            while !node.isLeaf {
                let index = bound.map(node.child(for:)) ?? 0
                path.append((node, index + 1))
                node = node.children[index]
            }
            path.append((node, bound.map(node.lowerBound) ?? 0))
        }

        package mutating func next() -> Element? {
            while let (node, index) = path.last {
                if index == node.keys.count {
                    path.removeLast()
                    continue
                }
                path[path.count - 1].index += 1
                if node.isLeaf { return (node.keys[index], node.values[index]) }
                path.append((node.children[index], 0))
            }
            return nil
        }
    }
}

extension OrderedMap where MapKey == Key {
    /// The entries of a range that come after the key `after`, in rising order.
    package func entries(in range: KeyRange, after: Key? = nil) -> some Sequence<Element> {
        let start = after.map { Swift.max($0.successor, range.start) } ?? range.start
        return entries(from: start).lazy.prefix { entry in
            guard let end = range.end else { return true }
            return entry.key < end
        }
    }
}
