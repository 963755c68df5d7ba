/** The everyday words of a question typed in pinyin, which the articles need not print. */

/** Chinese by toneless pinyin, words joined; where several words sound alike, the one that members ask with. */
export const ROMANISED_WORDS: ReadonlyMap<string, string> = pairs(
	// when, how long
	"jidian 几点 jihao 几号 jiyue 几月 jitian 几天 jinian 几年 jishi 几时 jigeyue 几个月 xingqiji 星期几 zhouji 周几",
	"shenmeshihou 什么时候 shenmeshijian 什么时间 heshi 何时 natian 哪天 nanian 哪年 nayitian 哪一天 nayinian 哪一年",
	"jigezhong 几个钟 yinian 一年 yitian 一天 yigeyue 一个月 yici 一次 nageyue 哪个月 nage 那个",
	"duojiu 多久 duochang 多长 duochangshijian 多长时间 duoshaotian 多少天 duoshaonian 多少年 jigexiaoshi 几个小时",
	"duochangyici 多长一次 duojiuyici 多久一次",
	// how much, how many
	"duoshao 多少 duoshaoqian 多少钱 duoshaoyuan 多少元 duoshaoren 多少人 duoshaoming 多少名 duoshaojia 多少家",
	"duoshaoge 多少个 duoshaotiao 多少条 duoshaofen 多少份 duoshaoci 多少次",
	"jiaoduoshao 交多少 jiaoduoshaoqian 交多少钱 buduoshao 补多少 buduoshaoqian 补多少钱 nengbuduoshao 能补多少 youduoshao 有多少",
	"youduoshaoren 有多少人 lingduoshao 领多少 lingduoshaoqian 领多少钱 jigeqian 几个钱 qian 钱 nong 弄 xue 学 zuo 做 qing 请 ling 领",
	"jige 几个 jiming 几名 jijia 几家 jici 几次 jikuai 几块 jizhong 几种 jixiang 几项 jiwei 几位 jitiao 几条 jiren 几人",
	"jigeren 几个人 diji 第几 dijiming 第几名 duoda 多大 duogao 多高 duoyuan 多远",
	// where
	"zainali 在哪里 zainaer 在哪儿 zainar 在哪儿 zaina 在哪 nali 哪里 naer 哪儿 nar 哪儿 qunali 去哪里 qunar 去哪儿",
	"shenmedifang 什么地方 naxiedifang 哪些地方",
	// who, which, what
	"shuichu 谁出 shuizhuban 谁主办 shuijuban 谁举办 shuizuzhi 谁组织 shuichuqian 谁出钱",
	"shei 谁 shui 谁 shishei 是谁 shishui 是谁 shenmeren 什么人 naxie 哪些 naxieren 哪些人 najia 哪家 nawei 哪位",
	"nazhong 哪种 shenme 什么 shenmo 什么 sha 啥",
	"shenmecailiao 什么材料 naxiecailiao 哪些材料 shenmetiaojian 什么条件 naxietiaojian 哪些条件 shenmezige 什么资格",
	"jiaoshenme 叫什么 jiaoshenmemingzi 叫什么名字 jiaosha 叫啥 shenmemingzi 什么名字 youshenme 有什么 younaxie 有哪些",
	"dounaxie 都哪些",
	// how, why
	"zenme 怎么 zenmeban 怎么办 zenmeyang 怎么样 zenyang 怎样 ruhe 如何 za 咋 zaban 咋办 weishenme 为什么 weisha 为啥",
	"weihe 为何 zenmebaoming 怎么报名 zenmeshenqing 怎么申请 zenmeling 怎么领 zenmezou 怎么走 zenmelianxi 怎么联系",
	// whether
	"ma 吗 ne 呢 shibushi 是不是 youmeiyou 有没有 nengbuneng 能不能 kebukeyi 可不可以 yaobuyao 要不要 huibuhui 会不会",
	"keyi 可以 nengfou 能否 shifou 是否 mianfei 免费 shoufeima 收费吗 mianfeima 免费吗 yaoqianma 要钱吗 haineng 还能",
	// particles and small words
	"de 的 le 了 shi 是 you 有 zai 在 he 和 dou 都 ye 也 hai 还 bu 不 mei 没 meiyou 没有 neng 能 hui 会 yao 要",
	"xiang 想 qu 去 lai 来 dao 到 gei 给 cong 从 dui 对 bei 被 jiao 叫 wo 我 women 我们 ni 你 nimen 你们 ta 他",
	"tamen 他们 zhege 这个 zhexie 这些",
	"qingwen 请问 xiangwen 想问 wenyixia 问一下 xianzai 现在 jinnian 今年 qunian 去年 mingnian 明年 zuijin 最近",
	"yigong 一共 zonggong 总共 muqian 目前 meitian 每天 meinian 每年 meiyue 每月 meiren 每人 meici 每次 meizhou 每周",
	"zuiduo 最多 zuigao 最高 zuidi 最低 zuishao 最少 zuiwan 最晚 zuichi 最迟",
	// common verbs and nouns of questions
	"kaimen 开门 guanmen 关门 kaifang 开放 kaishi 开始 jieshu 结束 jiezhi 截止 baoming 报名 shenqing 申请 banli 办理",
	"canjia 参加 huodong 活动 juban 举办 shoufei 收费 lingqu 领取 lingqian 领钱 nengling 能领 zixun 咨询 lianxi 联系",
	"dianhua 电话 dianhuahaoma 电话号码 dizhi 地址 difang 地方 shijian 时间 mingzi 名字 tiaojian 条件 cailiao 材料",
	"biaozhun 标准 buzhu 补助 butie 补贴 gongzi 工资 gonghui 工会 zonggonghui 总工会 zhigong 职工 gongren 工人 qiye 企业",
	"gongsi 公司 yiyuan 医院 jiaoqian 交钱 huafei 花费 xuyao 需要 diyiming 第一名 diyi 第一 guanjun 冠军 yajun 亚军",
	"jijun 季军 jiangjin 奖金 zhuxi 主席 fuzhuxi 副主席 weixin 微信 gongzhonghao 公众号",
	"xiaochengxu 小程序 shouji 手机 wangshang 网上 xianshang 线上 saoma 扫码 shenfenzheng 身份证 yinliao 饮料",
);

function pairs(...lines: string[]): Map<string, string> {
	const all = lines.join(" ").matchAll(/([a-z]+) (\S+)/g);
	return new Map([...all].map(([, pinyin = "", word = ""]) => [pinyin, word]));
}
