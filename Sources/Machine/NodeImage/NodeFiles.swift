/// The text of what runs in a virtual machine before our program does. Pure.
package enum NodeFiles {
    /// Disks in the order in which a machine gets them.
    package enum Disk: String, CaseIterable {
        /// The image's root file system, read only.
        case root = "/dev/vda"
        /// What the machine writes: an ext4 file system of its own.
        case data = "/dev/vdb"
        /// A tar archive with what it is told: ``Orders``.
        case orders = "/dev/vdc"
    }

    /// Members of the archive on the disk of orders.
    package enum Orders {
        /// Lines `NAME='value'` of the shell: `ADDRESS`, `GATEWAY` (at the other end of
        /// the link), `HOSTNAME`, `RESOLVERS` (lines of resolv.conf).
        package static let settings = "settings"
        /// Arguments of `skerry`, one a line.
        package static let arguments = "arguments"
        /// A script that runs before the agent, once for each life of the data disk; optional.
        package static let userData = "user-data"
    }

    /// The console on which a machine is told to stop: the second serial port. A line `stop` ends
    /// it in order.
    package static let control = "/dev/ttyS1"

    /// On the kernel's command line: power off at once.
    package static let probeOption = "skerry.probe"

    /// Where our program, and the libraries that it needs, lie in the image.
    package static let program = "/opt/skerry/bin/skerry"
    package static let libraries = "/opt/skerry/lib"

    /// Modules that find the root file system, and those that the agent's work needs.
    static let earlyModules = ["virtio_pci", "virtio_blk", "overlay"]
    static let lateModules = [
        "virtio_net", "vxlan", "veth", "bridge", "br_netfilter", "tun", "nf_tables", "nft_ct",
        "nft_chain_nat", "nft_masq", "nft_redir", "nft_fib_inet", "nft_reject_inet", "nf_conntrack",
    ]

    /// `/init` of the initial memory disk: the machine's own disk over the image's, as one root.
    static var memoryDiskInit: String {
        """
        #!/bin/busybox sh
        /bin/busybox mkdir -p /proc /sys /dev
        /bin/busybox --install -s /bin
        export PATH=/bin
        die() { echo "skerry: $*" >/dev/console; poweroff -f; }
        mount -t proc proc /proc && mount -t sysfs sys /sys && mount -t devtmpfs dev /dev ||
            die "no kernel file systems"
        case " $(cat /proc/cmdline) " in
        *" \(probeOption) "*) poweroff -f ;;
        esac
        for module in \(earlyModules.joined(separator: " ")); do
            modprobe $module || die "no kernel module $module"
        done
        # Disks appear a moment after their driver.
        turns=0
        while [ ! -b \(Disk.orders.rawValue) ]; do
            turns=$((turns + 1))
            [ $turns -lt 100 ] || die "no disks"
            usleep 100000
        done
        mount -o ro \(Disk.root.rawValue) /base || die "no root file system"
        mount \(Disk.data.rawValue) /data || die "the machine's disk cannot be mounted"
        mkdir -p /data/upper /data/work /data/skerry
        mount -t overlay -o lowerdir=/base,upperdir=/data/upper,workdir=/data/work overlay /new ||
            die "no overlay"
        mkdir -p /new/var/lib/skerry
        mount --bind /data/skerry /new/var/lib/skerry
        exec switch_root /new /sbin/skerry-init

        """
    }

    /// `/sbin/skerry-init` of the root file system: process 1. It brings up the network, runs user
    /// data and keeps the agent alive until it is told to stop.
    static var rootInit: String {
        """
        #!/bin/busybox sh
        export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/root
        say() { echo "skerry: $*" >/dev/console; }
        mount -t proc proc /proc
        mount -t sysfs sys /sys
        mount -t devtmpfs dev /dev 2>/dev/null
        mkdir -p /dev/pts /dev/shm
        mount -t devpts devpts /dev/pts
        mount -t tmpfs -o nosuid,nodev tmpfs /dev/shm
        mount -t tmpfs -o nosuid,nodev,mode=755 tmpfs /run
        mount -t tmpfs -o nosuid,nodev,mode=1777 tmpfs /tmp
        mount -t cgroup2 cgroup2 /sys/fs/cgroup
        for module in \(lateModules.joined(separator: " ")); do
            modprobe -q $module
        done
        mkdir /run/orders
        tar -x -C /run/orders -f \(Disk.orders.rawValue) || say "the orders cannot be read"
        . /run/orders/\(Orders.settings)
        hostname "$HOSTNAME"
        ip link set lo up
        # eth0 is the name of the machine's interface in its VPC.
        ip link set eth0 name underlay
        ip link set underlay up
        ip address add "$ADDRESS" peer "$GATEWAY" dev underlay
        ip route add default via "$GATEWAY" dev underlay onlink src "$ADDRESS"
        [ -z "$RESOLVERS" ] || echo "$RESOLVERS" >/etc/resolv.conf
        if [ -e /run/orders/\(Orders.userData) ] && [ ! -e /var/lib/skerry/user-data-ran ]; then
            mkdir -p /etc/ecs
            install -m 700 /run/orders/\(Orders.userData) /run/user-data
            say "running user data"
            /run/user-data </dev/null >/dev/console 2>&1
            say "user data ended with exit code $?"
            : >/var/lib/skerry/user-data-ran
        fi
        set --
        while IFS= read -r argument; do
            set -- "$@" "$argument"
        done </run/orders/\(Orders.arguments)
        export LD_LIBRARY_PATH=\(libraries)
        stopping=/run/stopping
        (
            while [ ! -e $stopping ]; do
                \(program) "$@" </dev/null >/dev/console 2>&1 &
                echo $! >/run/agent.pid
                wait $!
                say "the agent ended with exit code $?"
                [ -e $stopping ] || sleep 1
            done
        ) &
        keeper=$!
        say "ready after $(cut -d' ' -f1 /proc/uptime) seconds"
        while read -r word <\(control); do
            [ "$word" = stop ] && break
        done
        say "stopping"
        : >$stopping
        kill -INT "$(cat /run/agent.pid)"
        wait $keeper
        sync
        umount /var/lib/skerry 2>/dev/null
        mount -o remount,ro / 2>/dev/null
        poweroff -f

        """
    }
}
