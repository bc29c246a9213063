import catalogue from './catalogue'
import desk from './desk'
import docs from './docs'
import front from './front'
import shared from './shared'
import trainee from './trainee'
import trainer from './trainer'

export default { catalogue, desk, docs, front, shared, trainee, trainer }
